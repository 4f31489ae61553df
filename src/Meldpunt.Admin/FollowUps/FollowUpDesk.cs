using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.FollowUps;

/// <summary>
/// What the two desks of a case record: the call, whether it is the same person, the advice to the gate, and that the call was made (<c>docs/spec/follow-up.md</c>, section 3). Each is one
/// transaction with its messages and its act. Throws <see cref="StoreUnavailableException"/> when the store does not take it,
/// <see cref="TakesNoPartException"/> when the participant went meanwhile. A version is the one that the officer saw, null for whichever it is.
/// </summary>
public sealed class FollowUpDesk(StoreWriter writer, ActLog acts, Keyring keys, MessageBell bell, TimeProvider time)
{
    /// <summary>A desk says what became of the call: the asker's that they spoke, or that nobody answered; the source's that they spoke, or did not.</summary>
    public Task<FollowUpResult> RecordCallAsync(Caller caller, OpaqueId id, CallInput input, int? version, IEnumerable<Fault> faultsSoFar)
    {
        var faults = faultsSoFar.ToList();
        var (result, spokenWith, outcome) = ReadCall(input, faults);
        return DoAsync(caller, id, version, faults, TakesCall, edit => edit.IsOtherDesk
            ? Confirm(edit, result, outcome, faults)
            : Call(edit, result, spokenWith, outcome, faults));
    }

    /// <summary>The asker's desk advises its gate.</summary>
    public Task<FollowUpResult> AdviseAsync(Caller caller, OpaqueId id, AdviceInput input, int? version, IEnumerable<Fault> faultsSoFar)
    {
        var faults = faultsSoFar.ToList();
        var (advice, conditions) = ReadAdvice(input, faults);
        return DoAsync(caller, id, version, faults, TakesAdvice, edit => Advise(edit, advice, conditions, faults));
    }

    /// <summary>
    /// The asker's desk says what became of the call, and advises its gate with it: both or neither. The call alone may close the case, with an advice that was given before anybody spoke.
    /// </summary>
    public Task<FollowUpResult> RecordCallAndAdviseAsync(Caller caller, OpaqueId id, CallInput call, AdviceInput input, int? version, IEnumerable<Fault> faultsSoFar)
    {
        var faults = faultsSoFar.ToList();
        var (result, spokenWith, outcome) = ReadCall(call, faults);
        var (advice, conditions) = ReadAdvice(input, faults);
        return DoAsync(caller, id, version, faults, TakesCall, edit =>
        {
            if (edit.IsOtherDesk)
            {
                return [.. faults, FollowUpRefusals.AdviceIsOfTheAsker];
            }

            var refused = Call(edit, result, spokenWith, outcome, faults);
            return refused.Count > 0 ? refused : Advise(edit, advice, conditions, faults);
        });
    }

    private static bool TakesCall(FollowUpEdit edit) => edit.FollowUp.IsOpen;

    // Of a closed case nobody can judge any more when its entry went.
    private static bool TakesAdvice(FollowUpEdit edit) => edit.FollowUp.IsOpen
        || (edit.FollowUp.TakesAdvice(edit.Now) && FollowUpStore.ReadEntry(edit.Connection, edit.FollowUp.EntryId) is not null);

    private static (CallResult? Result, string? SpokenWith, VisitorIdentity? Outcome) ReadCall(CallInput input, List<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(input);
        var reader = new FieldReader(faults);
        var result = reader.Choice(input.Result, FollowUpFields.Result, FollowUpTerms.Results);
        var spokenWith = reader.ProseIfAny(input.SpokenWith, FollowUpFields.SpokenWith, FollowUpTerms.MaxSpokenWith);
        var outcome = string.IsNullOrWhiteSpace(input.Outcome) ? null : reader.Choice(input.Outcome, FollowUpFields.Outcome, FollowUpTerms.Identities);
        return (result, spokenWith, outcome);
    }

    private static (GateAdvice? Advice, string? Conditions) ReadAdvice(AdviceInput input, List<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(input);
        var reader = new FieldReader(faults);
        var advice = reader.Choice(input.Advice, FollowUpFields.Advice, FollowUpTerms.Advices);
        var conditions = advice == GateAdvice.Conditions
            ? reader.Prose(input.Conditions, FollowUpFields.Conditions, FollowUpTerms.MaxConditions)
            : reader.ProseIfAny(input.Conditions, FollowUpFields.Conditions, FollowUpTerms.MaxConditions);
        if (advice is not (null or GateAdvice.Conditions) && conditions is not null)
        {
            faults.Add(FollowUpRefusals.NoConditions);
        }

        return (advice, conditions);
    }

    private List<Fault> Call(FollowUpEdit edit, CallResult? result, string? spokenWith, VisitorIdentity? outcome, List<Fault> faults)
    {
        if (result == CallResult.NotSpoken)
        {
            faults.Add(FollowUpRefusals.ResultIsOfTheSource);
        }
        else if (result == CallResult.Spoken && outcome is null)
        {
            // What came out of it is what the call is for.
            _ = new FieldReader(faults).Choice(typed: null, FollowUpFields.Outcome, FollowUpTerms.Identities);
        }

        if (faults.Count > 0)
        {
            return faults;
        }

        var one = edit.FollowUp;
        if (result == CallResult.NoAnswer)
        {
            one.Tries++;
            edit.Act(ActKinds.CallTried);
        }
        else
        {
            one.CalledAt ??= edit.Now;
            one.CalledBy ??= edit.Caller.AccountId;
            one.Outcome = outcome;
            one.SpokenWith = Seal(edit, FollowUpTexts.SpokenWithOf(one.Id), spokenWith);
            edit.Act(ActKinds.CallRecorded, (FollowUpFields.Outcome, FollowUpTerms.Of(outcome!.Value)));
        }

        if (!one.IsOwn)
        {
            edit.Tell(one.SourceId, MessageKind.Call);
        }

        return [];
    }

    private static List<Fault> Confirm(FollowUpEdit edit, CallResult? result, VisitorIdentity? outcome, List<Fault> faults)
    {
        if (result == CallResult.NoAnswer)
        {
            faults.Add(FollowUpRefusals.ResultIsOfTheAsker);
        }
        else if (result == CallResult.NotSpoken && outcome is not null)
        {
            faults.Add(FollowUpRefusals.NoOutcomeWithoutCall);
        }

        if (faults.Count > 0)
        {
            return faults;
        }

        var one = edit.FollowUp;
        (one.SourceSays, one.SourceOutcome, one.ConfirmedAt, one.ConfirmedBy) = (result, outcome, edit.Now, edit.Caller.AccountId);
        if (result == CallResult.NotSpoken)
        {
            edit.Act(ActKinds.CallDisputed);
            edit.Tell(one.AskerId, MessageKind.Dispute);
            edit.Tell(MessageStore.Consortium, MessageKind.Dispute);
        }
        else
        {
            edit.Act(ActKinds.CallConfirmed, (FollowUpFields.Outcome, outcome is { } known ? FollowUpTerms.Of(known) : null));
            edit.Tell(one.AskerId, MessageKind.Confirmation);
        }

        return [];
    }

    private List<Fault> Advise(FollowUpEdit edit, GateAdvice? advice, string? conditions, List<Fault> faults)
    {
        var one = edit.FollowUp;
        if (edit.IsOtherDesk)
        {
            faults.Add(FollowUpRefusals.AdviceIsOfTheAsker);
        }
        else if (one.CalledAt is null && one.Tries == 0)
        {
            faults.Add(FollowUpRefusals.CallFirst);
        }

        if (faults.Count > 0)
        {
            return faults;
        }

        (one.Advice, one.AdvisedAt, one.AdvisedBy) = (advice, edit.Now, edit.Caller.AccountId);
        one.Conditions = Seal(edit, FollowUpTexts.ConditionsOf(one.Id), conditions);
        edit.Act(ActKinds.GateAdvised, (FollowUpFields.Advice, FollowUpTerms.Of(advice!.Value)));
        edit.Tell(one.AskerId, MessageKind.Advice, one.LocationId);
        if (!one.IsOwn)
        {
            edit.Tell(one.SourceId, MessageKind.Advice);
        }

        return [];
    }

    // Nothing is kept in words when the entry went: there is no key left to keep it under.
    private byte[]? Seal(FollowUpEdit edit, string name, string? text)
    {
        if (text is null || FollowUpStore.ReadEntry(edit.Connection, edit.FollowUp.EntryId) is not { } entry)
        {
            return null;
        }

        using var cipher = entry.OpenCipher(keys.Epochs);
        return cipher.Seal(name, text);
    }

    private async Task<FollowUpResult> DoAsync(
        Caller caller, OpaqueId id, int? version, IReadOnlyList<Fault> faults, Predicate<FollowUpEdit> takes, Func<FollowUpEdit, IReadOnlyList<Fault>> change)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var participant = caller.Participant ?? throw new InvalidOperationException("Only accounts of a participant work on cases.");
        HashSet<OpaqueId> told = [];
        var result = await writer.WriteAsync(connection =>
        {
            TakingPart.Require(connection, participant.Id, DutchCalendar.Today(time));
            return Change(connection, caller, id, version, edit => takes(edit) ? change(edit) : [.. faults, FollowUpRefusals.Ended], told);
        }).ConfigureAwait(false);
        foreach (var one in told)
        {
            bell.Ring(one);
        }

        return result;
    }

    // On the writer's thread, so that of two officers at once one is first and the other sees that.
    private FollowUpResult Change(
        SqliteConnection connection, Caller caller, OpaqueId id, int? version, Func<FollowUpEdit, IReadOnlyList<Fault>> change, HashSet<OpaqueId> told)
    {
        if (FollowUpStore.Read(connection, id, caller.Participant!.Id) is not { } one)
        {
            return FollowUpResult.Missing;
        }

        if (version is { } seen && seen != one.Version)
        {
            return FollowUpResult.Stale;
        }

        var edit = new FollowUpEdit(connection, one, caller, time.GetUtcNow());
        var broken = change(edit);
        if (broken.Count > 0)
        {
            return FollowUpResult.Refused(broken);
        }

        one.Version++;
        FollowUpRules.Settle(one, edit.Now);
        FollowUpStore.Update(connection, one);

        // Colleagues too: they have no message of it, and their pages look again.
        told.UnionWith(edit.Write(acts).Append(caller.Participant!.Id));
        return FollowUpResult.Of(one);
    }
}
