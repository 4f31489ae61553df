using System.Text.Json;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Unidentified;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Unidentified;

/// <summary>An unidentified person in the JSON of the interface.</summary>
internal static class UnidentifiedJson
{
    /// <summary>Reads one; unknown fields become faults of the reader.</summary>
    public static UnidentifiedInput Read(JsonObjectReader reader)
    {
        var input = new UnidentifiedInput
        {
            Description = reader.Text(UnidentifiedFields.Description),
            Place = reader.Text(UnidentifiedFields.Place),
            IncidentDate = reader.Text(UnidentifiedFields.IncidentDate),
            TimeOfDay = reader.Text(UnidentifiedFields.TimeOfDay),
            LastDay = reader.Text(UnidentifiedFields.LastDay),
            FileReference = reader.Text(UnidentifiedFields.FileReference),
            EvidenceInFile = reader.Flag(UnidentifiedFields.EvidenceInFile),
            Weighing = reader.Text(UnidentifiedFields.Weighing),
        };
        reader.RefuseOthers();
        return input;
    }

    /// <summary>Writes one; the weighing is for the desk that made it.</summary>
    public static void Write(Utf8JsonWriter json, UnidentifiedPerson person, AccessDirectory directory, OpaqueId reader)
    {
        var participant = directory.FindParticipant(person.ParticipantId);
        var isOwn = person.ParticipantId == reader;
        json.WriteString("id", person.Id.ToString());
        json.WriteString("deelnemer", participant?.Name);
        json.WriteString("telefoonnummer", participant?.DeskPhone);
        json.WriteBoolean("eigen", isOwn);
        json.WriteString("geregistreerdOp", JsonText.Moment(person.RegisteredAt));
        json.WriteString(UnidentifiedFields.IncidentDate, JsonText.Day(person.IncidentDate));
        json.WriteString(UnidentifiedFields.TimeOfDay, person.TimeOfDay);
        json.WriteString(UnidentifiedFields.Place, person.Place);
        json.WriteString(UnidentifiedFields.Description, person.Description);
        json.WriteString(UnidentifiedFields.FileReference, person.FileReference);
        json.WriteString(UnidentifiedFields.LastDay, JsonText.Day(person.LastDay));
        if (isOwn)
        {
            json.WriteString(UnidentifiedFields.Weighing, person.Weighing);
        }

        json.WriteStartArray("beelden");
        foreach (var image in person.Images)
        {
            json.WriteStartObject();
            json.WriteString("id", image.Id.ToString());
            json.WriteString("soort", image.MediaType);
            json.WriteNumber("breedte", image.Width);
            json.WriteNumber("hoogte", image.Height);
            json.WriteString("adres", UnidentifiedEndpoints.AddressOf(image));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
