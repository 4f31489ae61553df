using Dapper;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog.Signals;

/// <summary>Signals, durable, and how far the log has been looked through for them.</summary>
public sealed class SignalStore(SqliteDatabase database, StoreWriter writer)
{
    // What is read again after a start to count on from: a day of a consortium of sixty busy gates.
    private const int MaxRowsAgain = 100_000;

    private const string InsertSql =
        """
        INSERT INTO log_signal (kind, participant_id, account_id, first_at, last_at, count, first_seq, last_seq)
        VALUES (@Kind, @ParticipantId, @AccountId, @FirstAt, @LastAt, @Count, @FirstSeq, @LastSeq) RETURNING id
        """;

    /// <summary>The newest signals before one, newest first, at most so many.</summary>
    public IReadOnlyList<Signal> List(long? beforeId, int count)
    {
        using var connection = database.Open();
        return connection.Query<Signal>(
            "SELECT * FROM log_signal WHERE id < @before ORDER BY id DESC LIMIT @count", new { before = beforeId ?? long.MaxValue, count }).AsList();
    }

    /// <summary>The newest signals of a kind, newest first, at most so many.</summary>
    public IReadOnlyList<Signal> ListOf(SignalKind kind, int count)
    {
        using var connection = database.Open();
        return connection.Query<Signal>("SELECT * FROM log_signal WHERE kind = @kind ORDER BY id DESC LIMIT @count", new { kind, count }).AsList();
    }

    /// <summary>The last row that was looked at.</summary>
    internal long ReadCursor()
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>("SELECT done_seq FROM log_signal_cursor");
    }

    /// <summary>Signals whose last sign is not older than this.</summary>
    internal IReadOnlyList<Signal> ReadSince(DateTimeOffset moment)
    {
        using var connection = database.Open();
        return connection.Query<Signal>("SELECT * FROM log_signal WHERE last_at >= @moment", new { moment }).AsList();
    }

    /// <summary>Rows after one, oldest first.</summary>
    internal IReadOnlyList<WatchedRow> ReadAfter(long seq, int count)
    {
        using var connection = database.Open();
        return connection.Query<byte[]>("SELECT row FROM query_log WHERE seq > @seq ORDER BY seq LIMIT @count", new { seq, count })
            .Select(row => WatchedRow.Of(row))
            .ToList();
    }

    /// <summary>The rows up to and with one, from a moment on, oldest first.</summary>
    internal IReadOnlyList<WatchedRow> ReadAgain(long seq, DateTimeOffset from)
    {
        using var connection = database.Open();
        var milliseconds = from.ToUnixTimeMilliseconds();
        var rows = connection.Query<byte[]>("SELECT row FROM query_log WHERE seq <= @seq ORDER BY seq DESC", new { seq }, buffered: false)
            .Select(row => WatchedRow.Of(row))
            .TakeWhile(row => row.UnixMilliseconds >= milliseconds)
            .Take(MaxRowsAgain)
            .ToList();
        rows.Reverse();
        return rows;
    }

    /// <summary>Writes signals and how far the log has been looked through, together. Signals that are new get their number.</summary>
    internal async Task SaveAsync(IReadOnlyCollection<Signal> changed, long doneSeq)
    {
        var numbers = await writer.WriteAsync(connection =>
        {
            connection.Execute("UPDATE log_signal_cursor SET done_seq = @doneSeq", new { doneSeq });
            return changed.Select(signal => Save(connection, signal)).ToList();
        }).ConfigureAwait(false);
        foreach (var (signal, number) in changed.Zip(numbers))
        {
            signal.Id = number;
        }
    }

    /// <summary>
    /// Writes a sighting, inside the transaction of whoever saw it: the newest signal of the account and kind grows, or a new one begins when that has been quiet. A row that it ends with already
    /// is not counted again.
    /// </summary>
    internal static void Note(SqliteConnection connection, in Sighting sighting)
    {
        var lastAt = DateTimeOffset.FromUnixTimeMilliseconds(sighting.LastUnixMilliseconds);
        var grown = connection.Execute(
            """
            UPDATE log_signal
            SET count = count + CASE WHEN last_seq < @LastSeq THEN 1 ELSE 0 END, last_at = max(last_at, @lastAt), last_seq = max(last_seq, @LastSeq)
            WHERE id = (SELECT max(id) FROM log_signal WHERE kind = @Kind AND account_id = @AccountId) AND last_at >= @quietSince
            """,
            new { sighting.Kind, sighting.AccountId, sighting.LastSeq, lastAt, quietSince = lastAt - SignalThresholds.Quiet(sighting.Kind) });
        if (grown == 0)
        {
            _ = connection.QuerySingle<long>(InsertSql, Signal.Of(sighting));
        }
    }

    private static long Save(SqliteConnection connection, Signal signal)
    {
        if (signal.Id == 0)
        {
            return connection.QuerySingle<long>(InsertSql, signal);
        }

        connection.Execute("UPDATE log_signal SET last_at = @LastAt, count = @Count, last_seq = @LastSeq WHERE id = @Id", signal);
        return signal.Id;
    }
}
