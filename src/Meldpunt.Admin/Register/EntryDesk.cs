using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Register;

/// <summary>
/// What an officer does to an entry after it was made: <c>docs/spec/register.md</c>, section 1. Every act is one transaction with its rules, its row and
/// its place in the administrative log; then the index follows. An act that is refused changes nothing. Each throws
/// <see cref="StoreUnavailableException"/> when the store does not take it. A version is the one that the officer saw, null for whichever it is.
/// </summary>
public sealed class EntryDesk(
    SqliteDatabase database, EntryStore entries, IndexProjection projection, QueryLogAppender log, QueryLogReader reader, ActLog acts, Keyring keys,
    StoreWriter writer, RegisterTurn turn, ErasedTraces traces, TimeProvider time)
{
    private readonly RegisterLook _look = new(database, entries, projection, log);
    private readonly EntryCorrection _correction = new(entries, projection, new RegisterLook(database, entries, projection, log), keys, time);

    /// <summary>A second officer of the same participant agrees; from now on gates match it.</summary>
    public Task<EntryResult> ConfirmAsync(Caller caller, OpaqueId id, int? version, IReadOnlyList<Fault>? faultsSoFar = null) => DoAsync(caller, id, EntryAct.Confirm, version, faultsSoFar ?? [], edit =>
    {
        if (edit.Row.RegisteredBy == caller.AccountId)
        {
            return [Refusals.ConfirmedByAnother];
        }

        if (edit.Row.CorrectedBy == caller.AccountId)
        {
            return [Refusals.ConfirmedByAnotherThanCorrected];
        }

        // Whoever gave somebody their code could have used it: that account is no second pair of eyes on what they wrote.
        if (AccountStore.FindInviter(edit.Connection, caller.AccountId) is { } inviter && (inviter == edit.Row.RegisteredBy || inviter == edit.Row.CorrectedBy))
        {
            return [Refusals.ConfirmedByInvited];
        }

        edit.Row.ConfirmedBy = caller.AccountId;
        edit.Row.ConfirmedAt = edit.Now;
        edit.Data["bevestiging"] = "tweeOfficieren";
        return EntryEdit.Fine;
    });

    /// <summary>It is not confirmed: it goes, with all it holds of the person.</summary>
    public Task<EntryResult> RefuseAsync(Caller caller, OpaqueId id, string? ground, int? version, IEnumerable<Fault>? faultsSoFar = null) =>
        EndAsync(caller, id, EntryAct.Refuse, ground, version, faultsSoFar);

    /// <summary>It goes before its time, with all it holds of the person.</summary>
    public Task<EntryResult> WithdrawAsync(Caller caller, OpaqueId id, string? ground, int? version, IEnumerable<Fault>? faultsSoFar = null) =>
        EndAsync(caller, id, EntryAct.Withdraw, ground, version, faultsSoFar);

    /// <summary>
    /// Something happened again: the end moves (article 5.5). A trespass may be added to another participant's ban by whoever shows the look that found it;
    /// the result then holds what they may see, and no entry.
    /// </summary>
    public async Task<EntryResult> AddIncidentAsync(Caller caller, OpaqueId id, IncidentInput input, int? version, IEnumerable<Fault> faultsSoFar)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(input);
        var faults = faultsSoFar.ToList();
        var incident = AddedIncident.Check(input, faults);
        var own = await DoAsync(caller, id, EntryAct.AddIncident, version, faults, edit => Add(edit, incident!)).ConfigureAwait(false);
        return own.IsMissing && HasFound(caller, input.QueryId, id)
            ? await AddToAnothersAsync(caller, id, incident, version, faults).ConfigureAwait(false)
            : own;
    }

    /// <summary>
    /// Puts the details of the person right; gates go by the new ones at once. It stays the same person by the rule of the installation, and of a ban it is looked, in
    /// the query log, whether there is another one for them. Who turns out to have been under 18, maybe, waits for a second officer again.
    /// </summary>
    public Task<EntryResult> CorrectAsync(
        Caller caller, OpaqueId id, PersonInput person, string? reason, int? version, IEnumerable<Fault> faultsSoFar)
    {
        var faults = faultsSoFar.ToList();
        var details = PersonCheck.Check(person, DutchCalendar.Today(time), RegistrationFields.Person + ".", faults);
        var why = new FieldReader(faults).Prose(reason, RegistrationFields.Reason, RegistrationCheck.MaxProseLength);
        return turn.TakeAsync(async () =>
        {
            var bans = faults.Count == 0 ? await _correction.OtherBansAsync(caller, id, details!, version).ConfigureAwait(false) : [];
            // Marks of visitors go with what was wrong.
            return bans.Count > 0
                ? EntryResult.AlreadyBanned(Refusals.CorrectedIsBannedAlready, bans)
                : Forget(await DoAsync(caller, id, EntryAct.Correct, version, faults, edit => _correction.Apply(edit, details!, why!)).ConfigureAwait(false));
        });
    }

    /// <summary>The person was told, or is told later (article 9.1).</summary>
    public Task<EntryResult> TellAsync(Caller caller, OpaqueId id, NoticeInput input, int? version, IEnumerable<Fault> faultsSoFar)
    {
        var faults = faultsSoFar.ToList();
        var notice = LaterNotice.Check(input, faults);
        return DoAsync(caller, id, EntryAct.Tell, version, faults, edit => Tell(edit, notice!));
    }

    /// <summary>While it is judged whether the entry is right, gates match it no longer (AVG article 18).</summary>
    public Task<EntryResult> RestrictAsync(Caller caller, OpaqueId id, string? reason, int? version, IEnumerable<Fault>? faultsSoFar = null) =>
        ReasonedAsync(caller, id, EntryAct.Restrict, reason, version, faultsSoFar, (edit, cipher, why) =>
        {
            edit.Row.RestrictedAt = edit.Now;
            edit.Row.RestrictionReason = cipher.Seal(nameof(EntryRow.RestrictionReason), why);
            edit.Row.LiftReason = null;
        });

    /// <summary>It was judged right: gates match it again.</summary>
    public Task<EntryResult> LiftAsync(Caller caller, OpaqueId id, string? reason, int? version, IEnumerable<Fault>? faultsSoFar = null) =>
        ReasonedAsync(caller, id, EntryAct.Lift, reason, version, faultsSoFar, (edit, cipher, why) =>
        {
            edit.Row.RestrictedAt = null;
            edit.Row.LiftReason = cipher.Seal(nameof(EntryRow.LiftReason), why);
        });

    private async Task<EntryResult> EndAsync(Caller caller, OpaqueId id, EntryAct act, string? ground, int? version, IEnumerable<Fault>? faultsSoFar)
    {
        var faults = faultsSoFar?.ToList() ?? [];
        var why = new FieldReader(faults).Word(ground, RegistrationFields.Ground, EntryTerms.Grounds);
        return Forget(await DoAsync(caller, id, act, version, faults, edit =>
        {
            edit.Row.Erase();
            edit.Row.Ground = why;
            edit.Row.EndedAt = edit.Now;
            edit.Row.RestrictedAt = null;
            edit.Row.RemindOn = null;
            edit.Data["grond"] = why!;
            EntryStore.EraseIncidents(edit.Connection, id);
            return EntryEdit.Fine;
        }).ConfigureAwait(false));
    }

    private EntryResult Forget(EntryResult result)
    {
        if (result.Succeeded)
        {
            traces.LeaveAndTry();
        }

        return result;
    }

    private Task<EntryResult> ReasonedAsync(
        Caller caller, OpaqueId id, EntryAct act, string? reason, int? version, IEnumerable<Fault>? faultsSoFar, Action<EntryEdit, EntryCipher, string> change)
    {
        var faults = faultsSoFar?.ToList() ?? [];
        var why = new FieldReader(faults).Prose(reason, RegistrationFields.Reason, RegistrationCheck.MaxProseLength);
        return DoAsync(caller, id, act, version, faults, edit =>
        {
            using var cipher = edit.Row.OpenCipher(keys.Epochs);
            change(edit, cipher, why!);
            return EntryEdit.Fine;
        });
    }

    private IReadOnlyList<Fault> Add(EntryEdit edit, AddedIncident incident)
    {
        var broken = incident.Broken(edit.Row, edit.Today).Concat(incident.TooEarly(entries.Unseal(edit.Connection, [edit.Row])[0])).ToList();
        if (EntryStore.CountIncidents(edit.Connection, edit.Row.Id) >= AddedIncident.MaxPerEntry)
        {
            broken.Add(Refusals.TooManyIncidents);
        }

        if (broken.Count > 0)
        {
            return broken;
        }

        using (var cipher = edit.Row.OpenCipher(keys.Epochs))
        {
            EntryStore.Insert(edit.Connection, incident.Seal(cipher, edit.Row, edit.Caller.Participant!.Id, edit.Caller.AccountId, edit.Now));
        }

        edit.Row.MoveEnd(IncidentTerm.EndAfter(edit.Row.LastDay, edit.Row.LastIncidentOn, incident.Day, incident.LastDay), keys.Epochs);
        edit.Row.LastIncidentOn = incident.Day > edit.Row.LastIncidentOn ? incident.Day : edit.Row.LastIncidentOn;
        edit.Note("datum", incident.Day);
        edit.Note("einddatum", edit.Row.LastDay);
        edit.Data["soort"] = EntryTerms.Of(incident.Kind);
        return EntryEdit.Fine;
    }

    private IReadOnlyList<Fault> Tell(EntryEdit edit, LaterNotice notice)
    {
        var broken = notice.Broken(edit.Row.LastDay, entries.Unseal(edit.Connection, [edit.Row])[0].FirstIncidentOn, edit.Today).ToList();
        if (broken.Count > 0)
        {
            return broken;
        }

        using var cipher = edit.Row.OpenCipher(keys.Epochs);
        edit.Row.NoticeKind = notice.Kind;
        edit.Row.NoticeOn = notice.Day;
        edit.Row.RemindOn = notice.RemindOn;
        edit.Row.NoticeReason = cipher.Seal(nameof(EntryRow.NoticeReason), notice.Reason);
        edit.Data["wijze"] = EntryTerms.Of(notice.Kind);
        if ((notice.Day ?? notice.RemindOn) is { } day)
        {
            edit.Note(notice.Day is null ? "herinnerenOp" : "datum", day);
        }

        return EntryEdit.Fine;
    }

    // Of another participant's entry only its ban can be added to, while gates match it: anything else of it is not there for this desk.
    private async Task<EntryResult> AddToAnothersAsync(
        Caller caller, OpaqueId id, AddedIncident? incident, int? version, IReadOnlyList<Fault> faults)
    {
        var result = await writer.WriteAsync(connection =>
        {
            TakingPart.Require(connection, caller.Participant!.Id, DutchCalendar.Today(time));
            var row = EntryStore.ReadAnyones(connection, id, DutchCalendar.Today(time));
            if (row is not { Kind: EntryKind.Ban, State: EntryState.Active })
            {
                return EntryResult.Missing;
            }

            if (incident is not null && incident.Kind != IncidentKind.Trespass)
            {
                return EntryResult.Refused(Refusals.OnlyTrespassOnAnothersBan);
            }

            var changed = Change(connection, row, caller, EntryAct.AddIncident, version, faults, edit => Add(edit, incident!));
            return changed ?? EntryResult.Of(_look.See(connection, row, caller.Participant!.Id));
        }).ConfigureAwait(false);
        projection.TryFollow();
        return result;
    }

    private bool HasFound(Caller caller, string? queryId, OpaqueId entryId) =>
        OpaqueId.TryParse(queryId, out var id) && reader.FindBytes(id) is { } row && LookProof.Holds(row, caller, entryId, time.GetUtcNow());

    private async Task<EntryResult> DoAsync(
        Caller caller, OpaqueId id, EntryAct act, int? version, IReadOnlyList<Fault> faults, Func<EntryEdit, IReadOnlyList<Fault>> change)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var participant = caller.Participant ?? throw new InvalidOperationException("Only accounts of a participant have entries.");
        var result = await writer.WriteAsync(connection =>
        {
            var row = EntryStore.ReadOwn(connection, id, participant.Id, DutchCalendar.Today(time));
            return row is null
                ? EntryResult.Missing
                : Change(connection, row, caller, act, version, faults, change) ?? EntryResult.Of(entries.Unseal(connection, [row])[0]);
        }).ConfigureAwait(false);
        if (result.Succeeded)
        {
            projection.TryFollow();
        }

        return result;
    }

    // On the writer's thread, so that of two officers at once one is first and the other sees that.
    private EntryResult? Change(
        SqliteConnection connection, EntryRow row, Caller caller, EntryAct act, int? version, IReadOnlyList<Fault> faults,
        Func<EntryEdit, IReadOnlyList<Fault>> change)
    {
        if (version is { } seen && seen != row.Version)
        {
            return EntryResult.Stale;
        }

        var refusal = EntryRules.Refusal(act, row.State);
        if (refusal is not null || faults.Count > 0)
        {
            return EntryResult.Refused(refusal is null ? faults : [.. faults, refusal]);
        }

        var edit = new EntryEdit(connection, row, caller, time.GetUtcNow(), DutchCalendar.Today(time), new SortedDictionary<string, string?>(StringComparer.Ordinal));
        var broken = change(edit);
        if (broken.Count > 0)
        {
            return EntryResult.Refused(broken);
        }

        row.State = edit.AwaitsConfirmation ? EntryState.AwaitsConfirmation : EntryRules.After(act, row.State);
        row.Version++;
        EntryStore.Update(connection, row);
        acts.Append(connection, transaction: null, caller, new Act(KindOf(act), row.Id, row.ParticipantId, edit.Data));
        return null;
    }

    private static string KindOf(EntryAct act) => act switch
    {
        EntryAct.Confirm => ActKinds.EntryConfirmed,
        EntryAct.Refuse => ActKinds.EntryRefused,
        EntryAct.AddIncident => ActKinds.IncidentAdded,
        EntryAct.Correct => ActKinds.EntryCorrected,
        EntryAct.Tell => ActKinds.EntryTold,
        EntryAct.Restrict => ActKinds.EntryRestricted,
        EntryAct.Lift => ActKinds.RestrictionLifted,
        EntryAct.Withdraw => ActKinds.EntryWithdrawn,
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };
}
