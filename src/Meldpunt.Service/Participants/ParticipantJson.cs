using System.Globalization;
using System.Text.Json;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Participants;

/// <summary>Participants as the interface reads and writes them.</summary>
internal static class ParticipantJson
{
    private const string DayForm = "yyyy-MM-dd";

    public static void Write(Utf8JsonWriter json, Participant participant, AccessDirectory directory, DateOnly today)
    {
        json.WriteString("id", participant.Id.ToString());
        json.WriteString("naam", participant.Name);
        json.WriteString("telefoonnummer", participant.DeskPhone);
        json.WriteString("bereikbaarheid", participant.DeskHours);
        json.WriteString("briefhoofd", participant.Letterhead);
        json.WriteString("toetredingsdatum", JsonText.Day(participant.JoinedOn));
        json.WriteString("uittredingsdatum", Day(participant.LeftOn));
        json.WriteString("vertrekDoor", participant.LeftBecause);
        json.WriteString("wissenOp", Day(participant.EraseOn));
        json.WriteString("verklaring", Day(participant.DeclarationSignedOn));
        if (participant.PermitNumber is null)
        {
            json.WriteNull("vergunning");
        }
        else
        {
            json.WriteStartObject("vergunning");
            json.WriteString("nummer", participant.PermitNumber);
            json.WriteString("van", Day(participant.PermitFrom));
            json.WriteString("tot", Day(participant.PermitUntil));
            json.WriteEndObject();
        }

        json.WriteBoolean("doetMee", participant.TakesPartOn(today));
        json.WriteString("bevestiging", participant.OneOfficer ? "eenOfficier" : "tweeOfficieren");
        json.WriteStartArray("locaties");
        foreach (var location in directory.LocationsOf(participant.Id))
        {
            json.WriteStringValue(location.Name);
        }

        json.WriteEndArray();
    }

    /// <summary>A permit from the fields of an object; null when one is missing or wrong, which is then a fault.</summary>
    public static ParticipantPermit? ReadPermit(JsonObjectReader reader, string path, List<Fault> faults)
    {
        var number = reader.Text("nummer")?.Trim();
        var from = ReadDay(reader, "van", path, faults);
        var until = ReadDay(reader, "tot", path, faults);
        reader.RefuseOthers();
        AddMissing(faults, path + "nummer", number);
        AddMissing(faults, path + "van", reader.Has("van") ? "er" : null);
        AddMissing(faults, path + "tot", reader.Has("tot") ? "er" : null);
        return string.IsNullOrEmpty(number) || from is null || until is null ? null : new ParticipantPermit(number, from.Value, until.Value);
    }

    /// <summary>A day; null when it is absent, or is none, which is then a fault.</summary>
    public static DateOnly? ReadDay(JsonObjectReader reader, string name, string path, List<Fault> faults)
    {
        if (reader.Text(name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 3000)
        {
            return day;
        }

        faults.Add(new Fault(path + name, "datum", $"Schrijf {path}{name} als een dag: jjjj-mm-dd."));
        return null;
    }

    /// <summary>Whether the data are handed over instead of erased; false when nothing was chosen.</summary>
    public static bool ReadHandOver(JsonObjectReader reader, List<Fault> faults)
    {
        var text = reader.Text("gegevens");
        if (text is null or Leaving.Erase or Leaving.HandOver)
        {
            return string.Equals(text, Leaving.HandOver, StringComparison.Ordinal);
        }

        faults.Add(new Fault("gegevens", "keuze", $"Kies voor gegevens uit: {Leaving.Erase}, {Leaving.HandOver}."));
        return false;
    }

    public static void AddMissing(List<Fault> faults, string field, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            faults.Add(new Fault(field, "ontbreekt", $"Het veld {field} ontbreekt."));
        }
    }

    private static string? Day(DateOnly? day) => day is { } there ? JsonText.Day(there) : null;
}
