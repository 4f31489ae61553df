using Dapper;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.QueryLog.Signals;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.FollowUps;

/// <summary>
/// Says that a case waits, when its time has come: to its own desk, to the other one, to the consortium, and by a signal to the auditor (<c>docs/spec/follow-up.md</c>, section 4). Lets cases lapse of which the entry is over.
/// One caller at a time.
/// </summary>
public sealed class FollowUpClock(SqliteDatabase database, StoreWriter writer, ChainNotice chain, MessageBell bell, TimeProvider time)
{
    private const int AtOnce = 4;

    /// <summary>One round. Throws when the store cannot be read or written; the next round does what was left.</summary>
    /// <param name="between">Awaited after every write, so that gates have the writer to themselves meanwhile.</param>
    public async Task TurnAsync(Func<Task>? between = null)
    {
        while (HasWork())
        {
            var told = await writer.WriteAsync(Round).ConfigureAwait(false);
            foreach (var participant in told)
            {
                bell.Ring(participant);
            }

            await (between?.Invoke() ?? Task.CompletedTask).ConfigureAwait(false);
        }
    }

    private bool HasWork()
    {
        using var connection = database.Open();
        return Due(connection, 1).Count > 0 || Over(connection, 1).Count > 0;
    }

    private HashSet<OpaqueId> Round(SqliteConnection connection)
    {
        var now = time.GetUtcNow();
        var told = new HashSet<OpaqueId>();
        foreach (var one in Over(connection, AtOnce))
        {
            chain.Lapse(connection, one, told);
        }

        foreach (var one in Due(connection, AtOnce))
        {
            var (participant, kind) = Next(one);
            MessageStore.Write(connection, new MessageDraft(participant, kind) { FollowUpId = one.Id }, now);
            told.Add(participant);
            if (one.State == FollowUpState.ToCall && kind == MessageKind.Escalation && participant == MessageStore.Consortium)
            {
                SignalStore.Note(connection, SightingOf(one));
            }

            one.Escalation++;
            one.DueAt = FollowUpRules.NextDue(one);
            FollowUpStore.Update(connection, one);
        }

        return told;
    }

    // Whose turn it is, then who may wonder, then who looks after all of it.
    private static (OpaqueId ParticipantId, MessageKind Kind) Next(FollowUp one) => (one.State, one.Escalation) switch
    {
        (FollowUpState.ToCall, 0) or (FollowUpState.ToAdvise, 0) => (one.AskerId, MessageKind.Reminder),
        (FollowUpState.ToCall, 1) => (one.SourceId, one.IsOwn ? MessageKind.Reminder : MessageKind.Escalation),
        (FollowUpState.ToConfirm, 0) => (one.SourceId, MessageKind.Reminder),
        _ => (MessageStore.Consortium, MessageKind.Escalation),
    };

    // Of the account that asked, whose desk did not call; the auditor is led to the rows.
    private static Sighting SightingOf(FollowUp one)
    {
        var openedAt = one.OpenedAt.ToUnixTimeMilliseconds();
        return new Sighting(SignalKind.MatchWithoutCall, one.AskerId, one.AccountId, openedAt, one.Seq, openedAt, one.Seq, Count: 1);
    }

    private List<FollowUp> Due(SqliteConnection connection, int count) => connection.Query<FollowUp>(
        "SELECT * FROM follow_up WHERE due_at <= @now AND state IN (1, 2, 3) ORDER BY due_at LIMIT @count", new { now = time.GetUtcNow(), count }).AsList();

    private List<FollowUp> Over(SqliteConnection connection, int count) => connection.Query<FollowUp>(
        """
        SELECT follow_up.* FROM follow_up JOIN entry ON entry.id = follow_up.entry_id
        WHERE follow_up.state IN (1, 2, 3) AND entry.last_day < @today LIMIT @count
        """,
        new { today = DutchCalendar.Today(time), count }).AsList();
}
