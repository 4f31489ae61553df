using System.Text.Json;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Matching;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Registrations;

/// <summary>A registration in the JSON of the interface.</summary>
internal static class RegistrationJson
{
    /// <summary>What a desk must know of a person of whom too little is known.</summary>
    public const string NotFindable =
        "Wie aan een poort precies deze gegevens opgeeft, krijgt geen match: er is te weinig van de persoon bekend. " +
        "Een voornaam voluit helpt het meest, en daarnaast een geboorteplaats of een adres met huisnummer.";

    /// <summary>Reads a registration; unknown fields, at any level, become faults of the reader.</summary>
    public static RegistrationInput Read(JsonObjectReader reader)
    {
        var person = reader.Object("persoon");
        var criteria = reader.Object("criteria");
        var notice = criteria.Object("mededeling");
        var input = new RegistrationInput
        {
            Kind = reader.Text("soort"),
            Person = PersonJson.Read(person),
            FirstDay = reader.Text("ingangsdatum"),
            LastDay = reader.Text("einddatum"),
            FileReference = criteria.Text("dossierkenmerk"),
            IncidentDate = criteria.Text("incidentdatum"),
            Crime = criteria.Flag("strafbaarFeit"),
            CrimeReported = criteria.Flag("aangifteGedaan"),
            EvidenceInFile = criteria.Flag("bewijsInDossier"),
            Weighing = criteria.Text("afweging"),
            NoticeKind = notice.Text("wijze"),
            NoticeDate = notice.Text("datum"),
            NoticeReason = notice.Text("reden"),
        };
        reader.RefuseOthers();
        person.RefuseOthers();
        criteria.RefuseOthers();
        notice.RefuseOthers();
        return input;
    }

    /// <summary>Writes what every answer about a registration holds.</summary>
    public static void WriteSummary(Utf8JsonWriter json, Entry entry, string participantName, MatchStrength strength)
    {
        json.WriteString("id", entry.Id.ToString());
        json.WriteString("soort", EntryTerms.Of(entry.Kind));
        json.WriteString("toestand", "actief");
        json.WriteString("ingangsdatum", JsonText.Day(entry.FirstDay));
        json.WriteString("einddatum", JsonText.Day(entry.LastDay));
        json.WriteString("vervaltOp", JsonText.Day(entry.LastDay));
        json.WriteString("deelnemer", participantName);
        if (!entry.CanBeFound(strength))
        {
            json.WriteString("letOp", NotFindable);
        }
    }

    /// <summary>Writes the whole registration, for the desk that made it.</summary>
    public static void WriteWhole(Utf8JsonWriter json, Entry entry, string participantName, MatchStrength strength)
    {
        WriteSummary(json, entry, participantName, strength);
        json.WriteString("geregistreerdOp", JsonText.Moment(entry.RegisteredAt));
        PersonJson.Write(json, entry.Person);
        json.WriteStartObject("criteria");
        json.WriteString("dossierkenmerk", entry.FileReference);
        json.WriteString("incidentdatum", JsonText.Day(entry.LastIncidentOn));
        json.WriteBoolean("strafbaarFeit", entry.Crime);
        json.WriteBoolean("aangifteGedaan", entry.CrimeReported);
        json.WriteBoolean("bewijsInDossier", value: true);
        json.WriteString("afweging", entry.Weighing);
        json.WriteStartObject("mededeling");
        json.WriteString("wijze", EntryTerms.Of(entry.Notice));
        if (entry.NoticeOn is { } day)
        {
            json.WriteString("datum", JsonText.Day(day));
        }

        if (entry.NoticeReason is { } reason)
        {
            json.WriteString("reden", reason);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
