using Meldpunt.Admin.Access;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.NotMe;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Register;

/// <summary>What a correction may be, so that it is no way round the criteria, the one ban of a person, and the second officer.</summary>
internal sealed class EntryCorrection(EntryStore entries, IndexProjection projection, RegisterLook look, Keyring keys, TimeProvider time)
{
    /// <summary>
    /// Bans of whom the person of a ban would become. A look into the register is logged as one, so it comes only when nothing else stands in the way; what already
    /// looked like a ban of the person before, an officer has taken for somebody else's.
    /// </summary>
    public async Task<List<OpaqueId>> OtherBansAsync(Caller caller, OpaqueId id, PersonDetails person, int? version)
    {
        var today = DutchCalendar.Today(time);
        if (entries.Find(id, caller.Participant!.Id, today) is not { Kind: EntryKind.Ban, Person: { } before } entry
            || !EntryRules.Allows(EntryAct.Correct, entry.State) || (version ?? entry.Version) != entry.Version
            || person.BirthDate.Earliest > entry.FirstIncidentOn || !projection.IsSamePerson(before, person))
        {
            return [];
        }

        var known = await look.AtAsync(caller, person, today).ConfigureAwait(false);
        return [.. known.All
            .Where(other => other.Kind == EntryKind.Ban && other.Id != id && !projection.IsSamePerson(other.Person!, before))
            .Select(other => other.Id)];
    }

    /// <summary>Puts other details in an entry, or says which rule stands in the way.</summary>
    public IReadOnlyList<Fault> Apply(EntryEdit edit, PersonDetails person, string why)
    {
        var before = entries.Unseal(edit.Connection, [edit.Row])[0];
        if (person.BirthDate.Earliest > before.FirstIncidentOn)
        {
            return [Refusals.BornBeforeTheIncident];
        }

        if (!projection.IsSamePerson(before.Person!, person))
        {
            return [Refusals.CorrectedIsAnother];
        }

        using var cipher = edit.Row.OpenCipher(keys.Epochs);
        edit.Row.SealPerson(cipher, person);
        edit.Row.CorrectionReason = cipher.Seal(nameof(EntryRow.CorrectionReason), why);
        edit.Row.CorrectedBy = edit.Caller.AccountId;

        // Visitors were told from the details of before.
        NotMeStore.RemoveOf(edit.Connection, edit.Row.Id);
        if (before.WasOfAge(before.Person!) && !before.WasOfAge(person))
        {
            LookAgain(edit);
        }

        return EntryEdit.Fine;
    }

    // Whoever may have been a minor takes two officers, however that came to light.
    private static void LookAgain(EntryEdit edit)
    {
        edit.Row.OneOfficer = ParticipantStore.WorksWithOneOfficer(edit.Connection, edit.Row.ParticipantId);
        edit.AwaitsConfirmation = !edit.Row.OneOfficer;
        if (edit.AwaitsConfirmation)
        {
            edit.Row.ConfirmedBy = null;
            edit.Row.ConfirmedAt = null;
            edit.Row.RestrictedAt = null;
            edit.Data["toestand"] = EntryTerms.Of(EntryState.AwaitsConfirmation);
        }
        else
        {
            edit.Data["bevestiging"] = "eenOfficier";
        }
    }
}
