using System.Text.Json;
using Meldpunt.Admin.Register;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Registrations;

/// <summary>What a desk may see of whoever is known, in the JSON of the interface.</summary>
internal static class KnownJson
{
    /// <summary>The advice in a sentence.</summary>
    public static string Explain(LadderAdvice advice) => advice switch
    {
        LadderAdvice.Ban => "Er loopt een waarschuwing en het incident valt er binnen twaalf maanden na: een toegangsverbod kan. Weeg af of het redelijk is.",
        LadderAdvice.Incident => "Er loopt een toegangsverbod: voeg het incident daaraan toe.",
        _ => "Er loopt geen registratie die meetelt: een waarschuwing is de eerste stap. Bij een strafbaar feit met aangifte kan een toegangsverbod.",
    };

    /// <summary>Writes the answer to a look.</summary>
    public static void Write(Utf8JsonWriter json, KnownPerson known)
    {
        json.WriteString("id", known.QueryId.ToString());
        json.WriteString("tijdstip", JsonText.Moment(known.At));
        json.WriteStartArray("bekend");
        foreach (var entry in known.Entries)
        {
            json.WriteStartObject();
            Write(json, entry);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("advies", EntryTerms.Of(known.Advice));
        json.WriteString("uitleg", Explain(known.Advice));
    }

    /// <summary>Writes what may be seen of one entry.</summary>
    public static void Write(Utf8JsonWriter json, KnownEntry entry)
    {
        json.WriteString("registratie", entry.Id.ToString());
        json.WriteString("soort", EntryTerms.Of(entry.Kind));
        json.WriteString("ingangsdatum", JsonText.Day(entry.FirstDay));
        json.WriteString("einddatum", JsonText.Day(entry.LastDay));
        json.WriteString("deelnemer", entry.ParticipantName);
        json.WriteString("telefoonnummer", entry.DeskPhone);
        json.WriteBoolean("eigen", entry.IsOwn);
        if (entry.State is { } state)
        {
            json.WriteString("toestand", EntryTerms.Of(state));
        }

        json.WriteStartArray("huisvredebreuken");
        foreach (var trespass in entry.Trespasses)
        {
            json.WriteStartObject();
            json.WriteString("datum", JsonText.Day(trespass.Day));
            json.WriteString("geconstateerdDoor", trespass.FoundBy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
