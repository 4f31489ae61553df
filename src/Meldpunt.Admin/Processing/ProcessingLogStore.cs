using Dapper;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;

namespace Meldpunt.Admin.Processing;

/// <summary>How far the second log has come, durable, and the rows that still have to go there.</summary>
public sealed class ProcessingLogStore(SqliteDatabase database, StoreWriter writer)
{
    /// <summary>
    /// Switches the second log on, the first time from the row after the newest one; later it goes on where it was. Completes when that is durable.
    /// </summary>
    /// <returns>The last row that is done.</returns>
    public Task<long> BeginAsync() => writer.WriteAsync(connection =>
    {
        var newest = connection.ExecuteScalar<long?>("SELECT max(seq) FROM query_log") ?? LogPostings.SealedSize(connection);
        connection.Execute(
            "INSERT INTO processing_log (only, first_seq, done_seq) VALUES (1, @newest + 1, @newest) ON CONFLICT (only) DO NOTHING", new { newest });
        return connection.ExecuteScalar<long>("SELECT done_seq FROM processing_log");
    });

    /// <summary>The records of durable rows after one, oldest first, at most so many.</summary>
    public IReadOnlyList<ProcessingRecord> ReadAfter(long seq, int count)
    {
        using var connection = database.Open();
        return connection.Query<byte[]>("SELECT row FROM query_log WHERE seq > @seq ORDER BY seq LIMIT @count", new { seq, count })
            .Select(row => ProcessingRecord.Of(row))
            .ToList();
    }

    /// <summary>How many durable rows there are after one.</summary>
    public long CountAfter(long seq)
    {
        using var connection = database.Open();
        return Math.Max(0, (connection.ExecuteScalar<long?>("SELECT max(seq) FROM query_log") ?? seq) - seq);
    }

    /// <summary>Everything up to and with this row is in the second log. Completes when that is durable here as well.</summary>
    public Task ConfirmAsync(long seq) => writer.WriteAsync(connection =>
        connection.Execute("UPDATE processing_log SET done_seq = @seq WHERE done_seq < @seq", new { seq }));
}
