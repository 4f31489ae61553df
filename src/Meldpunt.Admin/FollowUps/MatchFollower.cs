using Dapper;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.FollowUps;

/// <summary>
/// Follows the durable rows of the log, in order, over restarts: opens a case for each entry that a visitor matched, with the messages to both desks (protocol article 3.2), and hands acts that
/// change an entry on to whoever must hear of them (article 9.5). A case, its messages and how far the log was followed become durable together, so a crash loses none and makes none twice.
/// One caller at a time.
/// </summary>
public sealed class MatchFollower(SqliteDatabase database, StoreWriter writer, ChainNotice chain, MessageBell bell, TimeProvider time)
{
    private const int RowsAtOnce = 2_000;

    // Queries share the writer: a crowd of matches is taken in a few at a time. At sixteen, one after the other, a burst of matches had answers three times as late.
    private const int MatchesAtOnce = 4;

    // Rows that matter to nobody need no cursor of their own: after a crash they are looked at again, with the same result.
    private static readonly TimeSpan CursorWait = TimeSpan.FromMinutes(1);

    // Who has new messages. Kept when a write fails, because it may stand nevertheless: whoever hears the bell in vain finds nothing new.
    private readonly HashSet<OpaqueId> _told = [];

    private long _seen = -1;
    private long _saved;
    private DateTimeOffset _savedAt;

    /// <summary>Called before a write and after it. For tests that end the process there.</summary>
    internal Action<FollowUpStep>? Reached { get; set; }

    /// <summary>Number of the last row that was followed; -1 before the first turn.</summary>
    public long Seen => Interlocked.Read(ref _seen);

    /// <summary>Takes in what has come since the last turn. Throws when the store cannot be read or written; the next turn goes on there.</summary>
    /// <param name="between">Awaited between two writes, so that gates have the writer to themselves meanwhile.</param>
    /// <returns>True when there may be more at once.</returns>
    public async Task<bool> TurnAsync(Func<Task>? between = null)
    {
        Begin();
        var (rows, last, isMore) = Read();
        while (rows.Count > 0)
        {
            Reached?.Invoke(FollowUpStep.BeforeCases);
            var some = rows[..Math.Min(MatchesAtOnce, rows.Count)];
            var done = await writer.WriteAsync(connection => TakeIn(connection, some)).ConfigureAwait(false);
            Reached?.Invoke(FollowUpStep.CasesDurable);
            Advance(done);
            Ring();
            rows.RemoveAll(row => row.Seq <= done);
            if (rows.Count > 0 && between is not null)
            {
                await between().ConfigureAwait(false);
            }
        }

        await AdvanceOverRestAsync(last).ConfigureAwait(false);
        return isMore;
    }

    private void Ring()
    {
        foreach (var participant in _told)
        {
            bell.Ring(participant);
        }

        _told.Clear();
    }

    private void Begin()
    {
        if (_seen < 0)
        {
            using var connection = database.Open();
            Advance(connection.ExecuteScalar<long>("SELECT done_seq FROM follow_up_cursor"));
            _savedAt = time.GetUtcNow();
        }
    }

    // What matters to anybody, the number of the last row that was looked at, and whether there are more.
    private (List<MatchRow> Rows, long Last, bool IsMore) Read()
    {
        using var connection = database.Open();
        var (last, read) = (0L, 0);
        var rows = new List<MatchRow>();
        foreach (var (bytes, text) in connection.Query<(byte[], string?)>(
            """
            SELECT query_log.row, administrative_act.text
            FROM query_log LEFT JOIN administrative_act ON administrative_act.seq = query_log.seq
            WHERE query_log.seq > @_seen ORDER BY query_log.seq LIMIT @RowsAtOnce
            """,
            new { _seen, RowsAtOnce },
            buffered: false))
        {
            var row = new MatchRow(bytes, text);
            (last, read) = (row.Seq, read + 1);
            if (row.HasRecipient || (row.Act is { } act && ChainNotice.Concerns(act)))
            {
                rows.Add(row);
            }
        }

        return (rows, last, read == RowsAtOnce);
    }

    private void Advance(long seq)
    {
        Interlocked.Exchange(ref _seen, seq);
        (_saved, _savedAt) = (seq, time.GetUtcNow());
    }

    private async Task AdvanceOverRestAsync(long last)
    {
        if (last > _seen)
        {
            Interlocked.Exchange(ref _seen, last);
        }

        if (_seen != _saved && time.GetUtcNow() - _savedAt >= CursorWait)
        {
            var seen = _seen;
            await writer.WriteAsync(connection => SaveCursor(connection, seen)).ConfigureAwait(false);
            Advance(seen);
        }
    }

    // All of these rows, in their order, or as far as one write goes; or nothing. Says how far. What another process did meanwhile is not done again.
    private long TakeIn(SqliteConnection connection, IReadOnlyList<MatchRow> rows)
    {
        var done = connection.ExecuteScalar<long>("SELECT done_seq FROM follow_up_cursor");
        foreach (var row in rows.Where(row => row.Seq > done))
        {
            if (row.Act is not null && !chain.TakeIn(connection, row, _told))
            {
                return SaveCursor(connection, row.Seq - 1);
            }

            Open(connection, row);
        }

        return SaveCursor(connection, Math.Max(done, rows[^1].Seq));
    }

    private static long SaveCursor(SqliteConnection connection, long seq)
    {
        connection.Execute("UPDATE follow_up_cursor SET done_seq = @seq WHERE done_seq < @seq", new { seq });
        return seq;
    }

    private void Open(SqliteConnection connection, MatchRow row)
    {
        var place = 0;
        foreach (var entryId in row.Matched)
        {
            Remember(connection, row, entryId);
            if (row.OpensCases)
            {
                Open(connection, row, place, entryId);
            }

            place++;
        }
    }

    private static void Remember(SqliteConnection connection, MatchRow row, OpaqueId entryId) => connection.Execute(
        """
        INSERT INTO entry_recipient (entry_id, participant_id, last_seq) VALUES (@entryId, @ParticipantId, @Seq)
        ON CONFLICT (entry_id, participant_id) DO UPDATE SET last_seq = max(last_seq, excluded.last_seq)
        """,
        new { entryId, row.ParticipantId, row.Seq });

    // A row may come just after the entry went: then there is a case, because somebody was told of a match, and it has lapsed.
    private void Open(SqliteConnection connection, MatchRow row, int place, OpaqueId entryId)
    {
        var now = time.GetUtcNow();
        var (sourceId, isThere) = SourceOf(connection, entryId);
        var one = row.Case(place, entryId, sourceId);
        one.State = isThere ? FollowUpState.ToCall : FollowUpState.Lapsed;
        one.EndedAt = isThere ? null : now;
        one.DueAt = FollowUpRules.NextDue(one);
        if (!FollowUpStore.Insert(connection, one))
        {
            return;
        }

        foreach (var participant in new[] { one.AskerId, one.SourceId }.Distinct().Where(participant => !participant.IsEmpty))
        {
            MessageStore.Write(connection, new MessageDraft(participant, MessageKind.Match) { FollowUpId = one.Id }, now);
            _told.Add(participant);
        }

        if (!isThere)
        {
            ChainNotice.TellOfLapse(connection, one, now);
        }
    }

    private (OpaqueId SourceId, bool IsThere) SourceOf(SqliteConnection connection, OpaqueId entryId)
    {
        var today = DutchCalendar.Today(time);
        return connection.QuerySingleOrDefault<(OpaqueId, bool)>(
            $"""
            SELECT participant_id, state <> 4 AND last_day >= @today AND participant_id IN (SELECT id FROM participant WHERE {TakingPart.Condition})
            FROM entry WHERE id = @entryId
            """,
            new { entryId, today });
    }
}
