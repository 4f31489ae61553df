using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Names;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.NotMe;

/// <summary>
/// Makes and removes the marks of visitors who are not the registered person (<c>docs/spec/follow-up.md</c>, section 8). One transaction each, with its act. Nothing of what was typed is kept but a
/// hash under the entry's own key. Throws <see cref="StoreUnavailableException"/> when the store does not take it. A version is the one that the officer saw, null for whichever it is.
/// </summary>
public sealed class NotMeDesk(StoreWriter writer, ActLog acts, Keyring keys, IndexProjection projection, MessageBell bell, ErasedTraces traces, TimeProvider time)
{
    /// <summary>Marks of one entry: they are looked through at a gate.</summary>
    public const int MaxPerEntry = 200;

    /// <summary>Marks of one case, made and taken away again: each that is made says that the registered person was not born there, or is not called so.</summary>
    public const int MaxMadePerCase = 2;

    private readonly NotMeTries _tries = new(time);

    /// <summary>The asker's desk marks the visitor of a case, who wants it.</summary>
    /// <param name="caller">Who makes it.</param>
    /// <param name="id">The case.</param>
    /// <param name="visitor">The visitor as they were asked about at the gate, with the birthplace where that is to decide; null when what was typed is wrong.</param>
    /// <param name="consent">That the visitor wants it.</param>
    /// <param name="version">The version that was seen.</param>
    /// <param name="faultsSoFar">What is wrong with what was typed.</param>
    public Task<FollowUpResult> MakeAsync(Caller caller, OpaqueId id, PersonDetails? visitor, bool? consent, int? version, IEnumerable<Fault> faultsSoFar)
    {
        var faults = faultsSoFar.ToList();
        if (consent != true)
        {
            faults.Add(NotMeRefusals.NoConsent);
        }

        return DoAsync(caller, id, version, ActKinds.NotMeMarked, (connection, one) => faults.Count > 0 ? faults : Make(connection, caller, one, visitor!));
    }

    /// <summary>The visitor does not want it any more, or a desk finds that it is wrong: either desk takes it away, also of a case that ended.</summary>
    public async Task<FollowUpResult> RemoveAsync(Caller caller, OpaqueId id, int? version, IReadOnlyList<Fault> faultsSoFar)
    {
        var result = await DoAsync(caller, id, version, ActKinds.NotMeRemoved, (connection, one) =>
            faultsSoFar.Count > 0 ? faultsSoFar : NotMeStore.Remove(connection, one.Id) ? [] : [NotMeRefusals.IsNotThere]).ConfigureAwait(false);
        if (result.Succeeded)
        {
            traces.LeaveAndTry();
        }

        return result;
    }

    private IReadOnlyList<Fault> Make(SqliteConnection connection, Caller caller, FollowUp one, PersonDetails visitor)
    {
        if (NotMeRules.Refusal(connection, caller, one) is { } refusal)
        {
            return [refusal];
        }

        if (NotMeRules.CountMade(connection, one) >= MaxMadePerCase)
        {
            return [NotMeRefusals.MadeTooOften];
        }

        if (_tries.MustWait(one.Id))
        {
            return [NotMeRefusals.TooOften];
        }

        if (!AskedVisitor.IsOf(connection, keys.LogSubjects, one, visitor))
        {
            _tries.Count(one.Id);
            return [NotMeRefusals.AnotherThanAsked];
        }

        if (EntryStore.ReadAnyones(connection, one.EntryId, Calendar.DutchCalendar.Today(time)) is not { } entry)
        {
            return [NotMeRefusals.EntryIsGone];
        }

        if (NotMeStore.CountOf(connection, one.EntryId) >= MaxPerEntry)
        {
            return [NotMeRefusals.TooMany];
        }

        using var cipher = entry.OpenCipher(keys.Epochs);
        if (NotMeRules.TryMark(cipher, entry.UnsealPerson(keys.Epochs.Get(CalendarMonth.Parse(entry.Epoch))), visitor) is not { } mark)
        {
            _tries.Count(one.Id);
            return [NotMeRefusals.CannotTell];
        }

        NotMeStore.Insert(connection, OpaqueId.Create(), one, mark, time.GetUtcNow(), caller.AccountId);
        return [];
    }

    private async Task<FollowUpResult> DoAsync(Caller caller, OpaqueId id, int? version, string kind, Func<SqliteConnection, FollowUp, IReadOnlyList<Fault>> change)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var participant = caller.Participant ?? throw new InvalidOperationException("Only accounts of a participant work on cases.");
        var result = await writer.WriteAsync(connection => Change(connection, caller, id, participant.Id, version, kind, change)).ConfigureAwait(false);
        if (result.Succeeded)
        {
            projection.TryFollow();
            bell.Ring(result.FollowUp.AskerId);
            bell.Ring(result.FollowUp.SourceId);
        }

        return result;
    }

    private FollowUpResult Change(
        SqliteConnection connection, Caller caller, OpaqueId id, OpaqueId participantId, int? version, string kind, Func<SqliteConnection, FollowUp, IReadOnlyList<Fault>> change)
    {
        if (FollowUpStore.Read(connection, id, participantId) is not { } one)
        {
            return FollowUpResult.Missing;
        }

        if (version is { } seen && seen != one.Version)
        {
            return FollowUpResult.Stale;
        }

        var broken = change(connection, one);
        if (broken.Count > 0)
        {
            return FollowUpResult.Refused(broken);
        }

        one.Version++;
        connection.Execute("UPDATE follow_up SET version = @Version WHERE id = @Id", new { one.Version, one.Id });
        acts.Append(connection, transaction: null, caller, new Act(kind, one.Id, participantId, [KeyValuePair.Create("referentie", (string?)one.Reference)]));
        return FollowUpResult.Of(one);
    }
}
