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

    /// <summary>What a desk hears that warns somebody a second time.</summary>
    public const string BanIsPossible =
        "Er loopt al een waarschuwing voor deze persoon, van minder dan twaalf maanden voor dit incident: een toegangsverbod kan ook. Weeg af wat redelijk is.";

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
            RemindOn = notice.Text("herinnerenOp"),
            WeighingOfAge = criteria.Text("afwegingLeeftijd"),
            OtherPersonThan = reader.Texts(RegistrationFields.OtherPersonThan, RegistrationCheck.MaxOthers),
        };
        reader.RefuseOthers();
        person.RefuseOthers();
        criteria.RefuseOthers();
        notice.RefuseOthers();
        return input;
    }

    /// <summary>Writes what every answer about a registration holds.</summary>
    public static void WriteSummary(Utf8JsonWriter json, Entry entry, string participantName, MatchStrength strength, bool banIsPossible = false)
    {
        json.WriteString("id", entry.Id.ToString());
        json.WriteString("soort", EntryTerms.Of(entry.Kind));
        json.WriteString("toestand", EntryTerms.Of(entry.State));
        json.WriteString("ingangsdatum", JsonText.Day(entry.FirstDay));
        json.WriteString("einddatum", JsonText.Day(entry.LastDay));
        json.WriteString("vervaltOp", JsonText.Day(entry.LastDay));
        json.WriteString("deelnemer", participantName);
        if (entry.OneOfficer || entry.ConfirmedAt is not null)
        {
            json.WriteString("bevestiging", entry.OneOfficer ? "eenOfficier" : "tweeOfficieren");
        }

        var attention = string.Join(' ', Attention(entry, strength, banIsPossible));
        if (attention.Length > 0)
        {
            json.WriteString("letOp", attention);
        }
    }

    /// <summary>Writes the whole registration, for the desk that made it.</summary>
    public static void WriteWhole(Utf8JsonWriter json, Entry entry, string participantName, MatchStrength strength)
    {
        WriteSummary(json, entry, participantName, strength);
        json.WriteNumber("versie", entry.Version);
        json.WriteString("geregistreerdOp", JsonText.Moment(entry.RegisteredAt));
        WriteMoment(json, "bevestigdOp", entry.ConfirmedAt);
        WriteMoment(json, "beperktSinds", entry.RestrictedSince);
        WriteText(json, "redenBeperking", entry.RestrictionReason);
        WriteText(json, "redenOpheffing", entry.LiftReason);
        WriteText(json, "redenCorrectie", entry.CorrectionReason);
        WriteMoment(json, "ingetrokkenOp", entry.EndedAt);
        WriteText(json, "grond", entry.Ground);
        if (entry.HasPerson)
        {
            PersonJson.Write(json, entry.Person);
            WriteCriteria(json, entry);
            WriteIncidents(json, entry.Incidents);
        }
    }

    private static IEnumerable<string> Attention(Entry entry, MatchStrength strength, bool banIsPossible)
    {
        if (entry.HasPerson && !entry.CanBeFound(strength))
        {
            yield return NotFindable;
        }

        if (banIsPossible)
        {
            yield return BanIsPossible;
        }
    }

    private static void WriteCriteria(Utf8JsonWriter json, Entry entry)
    {
        json.WriteStartObject("criteria");
        json.WriteString("dossierkenmerk", entry.FileReference);
        json.WriteString("incidentdatum", JsonText.Day(entry.LastIncidentOn));
        json.WriteBoolean("strafbaarFeit", entry.Crime);
        json.WriteBoolean("aangifteGedaan", entry.CrimeReported);
        json.WriteBoolean("bewijsInDossier", value: true);
        json.WriteString("afweging", entry.Weighing);
        WriteText(json, "afwegingLeeftijd", entry.WeighingOfAge);
        json.WriteStartObject("mededeling");
        json.WriteString("wijze", EntryTerms.Of(entry.Notice));
        WriteDay(json, "datum", entry.NoticeOn);
        WriteText(json, "reden", entry.NoticeReason);
        WriteDay(json, "herinnerenOp", entry.RemindOn);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteIncidents(Utf8JsonWriter json, IReadOnlyList<EntryIncident> incidents)
    {
        json.WriteStartArray("incidenten");
        foreach (var incident in incidents)
        {
            json.WriteStartObject();
            json.WriteString("datum", JsonText.Day(incident.HappenedOn));
            json.WriteString("soort", EntryTerms.Of(incident.Kind));
            json.WriteString("geconstateerdDoor", incident.FoundBy);
            json.WriteString("dossierkenmerk", incident.FileReference);
            json.WriteBoolean("aangifteGedaan", incident.CrimeReported);
            json.WriteString("vastgelegdOp", JsonText.Moment(incident.RecordedAt));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteMoment(Utf8JsonWriter json, string name, DateTimeOffset? moment) =>
        WriteText(json, name, moment is { } at ? JsonText.Moment(at) : null);

    private static void WriteDay(Utf8JsonWriter json, string name, DateOnly? day) =>
        WriteText(json, name, day is { } on ? JsonText.Day(on) : null);
}
