using System.Text.Json;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.NotMe;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.FollowUps;

/// <summary>A case in the interface, for one of its two desks: nothing of the person, and the id of the entry for the desk that entered it only.</summary>
internal sealed class FollowUpJson(FollowUpStore cases, NotMeStore marks, AccessDirectory directory)
{
    /// <summary>Writes a case for a participant on one of its sides.</summary>
    public void Write(Utf8JsonWriter json, FollowUp one, OpaqueId readerId)
    {
        var texts = cases.Texts(one);
        json.WriteString("id", one.Id.ToString());
        json.WriteString("referentie", one.Reference);
        json.WriteString("tijdstip", JsonText.Moment(one.OpenedAt));
        json.WriteString("toestand", FollowUpTerms.Of(one.State));
        json.WriteString("rol", FollowUpTerms.Of(one.SideOf(readerId)!.Value));
        json.WriteString("locatie", directory.FindLocation(one.LocationId)?.Name);
        WriteDesk(json, "bevrager", directory.FindParticipant(one.AskerId));
        WriteDesk(json, "bron", directory.FindParticipant(one.SourceId));
        WriteEntry(json, one, readerId);
        json.WriteStartArray("overeenkomst");
        foreach (var word in AgreementText.Words(one.Agreement))
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
        WriteCall(json, one, texts, readerId);
        json.WriteNumber("pogingen", one.Tries);
        WriteAdvice(json, one, texts);
        WriteConfirmation(json, one);
        json.WriteNumber("escalatie", one.Escalation);
        json.WriteString("volgendeMelding", MomentOrNull(one.DueAt));
        json.WriteString("merkteken", NotMeTerms.Of(marks.StateOf(one)));
        json.WriteNumber("versie", one.Version);
    }

    private static void WriteDesk(Utf8JsonWriter json, string name, Participant? participant)
    {
        if (participant is null)
        {
            // The entry was gone before the case was opened: nobody knows whose it was.
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("id", participant.Id.ToString());
        json.WriteString("naam", participant.Name);
        json.WriteString("telefoonnummer", participant.DeskPhone);
        json.WriteString("bereikbaarheid", participant.DeskHours);
        json.WriteEndObject();
    }

    private void WriteEntry(Utf8JsonWriter json, FollowUp one, OpaqueId readerId)
    {
        if (cases.EntryOf(one) is not { } entry)
        {
            json.WriteNull("registratie");
            return;
        }

        json.WriteStartObject("registratie");
        json.WriteString("id", one.SourceId == readerId ? one.EntryId.ToString() : null);
        json.WriteString("soort", EntryTerms.Of(entry.Kind));
        json.WriteString("ingangsdatum", JsonText.Day(entry.FirstDay));
        json.WriteString("einddatum", JsonText.Day(entry.LastDay));
        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, FollowUp one, FollowUpTexts texts, OpaqueId readerId)
    {
        if (one.CalledAt is not { } at)
        {
            json.WriteNull("raadpleging");
            return;
        }

        json.WriteStartObject("raadpleging");
        json.WriteString("tijdstip", JsonText.Moment(at));

        // What the asker wrote down of somebody of the other desk is its own note.
        json.WriteString("gesprokenMet", one.AskerId == readerId ? texts.SpokenWith : null);
        json.WriteString("uitkomst", one.Outcome is { } outcome ? FollowUpTerms.Of(outcome) : null);
        json.WriteEndObject();
    }

    private static void WriteAdvice(Utf8JsonWriter json, FollowUp one, FollowUpTexts texts)
    {
        if (one.Advice is not { } advice)
        {
            json.WriteNull("advies");
            return;
        }

        json.WriteStartObject("advies");
        json.WriteString("advies", FollowUpTerms.Of(advice));
        json.WriteString("voorwaarden", texts.Conditions);
        json.WriteString("tijdstip", MomentOrNull(one.AdvisedAt));
        json.WriteEndObject();
    }

    private static void WriteConfirmation(Utf8JsonWriter json, FollowUp one)
    {
        if (one.SourceSays is not { } result)
        {
            json.WriteNull("bevestiging");
            return;
        }

        json.WriteStartObject("bevestiging");
        json.WriteString("resultaat", FollowUpTerms.Of(result));
        json.WriteString("uitkomst", one.SourceOutcome is { } outcome ? FollowUpTerms.Of(outcome) : null);
        json.WriteString("tijdstip", MomentOrNull(one.ConfirmedAt));
        json.WriteEndObject();
    }

    private static string? MomentOrNull(DateTimeOffset? moment) => moment is { } known ? JsonText.Moment(known) : null;
}
