using System.Text.Json;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Names;

namespace Meldpunt.Service.Api;

/// <summary>A person in the JSON of the interface.</summary>
internal static class PersonJson
{
    /// <summary>Reads the fields of a person.</summary>
    public static PersonInput Read(JsonObjectReader reader) => new()
    {
        Surname = reader.Text(PersonFields.Surname),
        Prefix = reader.Text(PersonFields.Prefix),
        FirstNames = reader.Text(PersonFields.FirstNames),
        BirthDate = reader.Text(PersonFields.BirthDate),
        Birthplace = reader.Text(PersonFields.Birthplace),
        Address = reader.Text(PersonFields.Address),
        Postcode = reader.Text(PersonFields.Postcode),
    };

    /// <summary>Writes a person, leaving out what is not known.</summary>
    public static void Write(Utf8JsonWriter json, PersonDetails person)
    {
        json.WriteStartObject("persoon");
        WriteKnown(PersonFields.Surname, person.Surname);
        WriteKnown(PersonFields.Prefix, person.Prefix);
        WriteKnown(PersonFields.FirstNames, person.FirstNames ?? PersonDetails.UnknownFirstNames);
        WriteKnown(PersonFields.BirthDate, person.BirthDate.ToString());
        WriteKnown(PersonFields.Birthplace, person.Birthplace);
        WriteKnown(PersonFields.Address, person.Address);
        WriteKnown(PersonFields.Postcode, person.Postcode);
        json.WriteEndObject();

        void WriteKnown(string name, string? value)
        {
            if (value is not null)
            {
                json.WriteString(name, value);
            }
        }
    }
}
