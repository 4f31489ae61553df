using Dapper;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog;

/// <summary>Reads the log, newest first. It never tells who was looked up, because the log does not know.</summary>
public sealed class QueryLogReader(SqliteDatabase database, QueryIds ids)
{
    // Reading everything takes a while; a page at a time, so that the database need not keep for a reader what has been written meanwhile.
    private const int RowsAtOnce = 2_000;

    /// <summary>Rows that pass the filter, at most so many.</summary>
    public IReadOnlyList<LoggedQuery> List(QueryLogFilter filter, int count)
    {
        ArgumentNullException.ThrowIfNull(filter);
        using var connection = database.Open();

        // One moment for both: between them the sealer could move rows from the one to the other.
        using var snapshot = connection.BeginTransaction(deferred: true);
        filter.Resolve(connection);
        var sealedSize = LogPostings.SealedSize(connection);
        var first = filter.From is { } from ? FirstSeqFrom(connection, from) : 1;
        var beyond = Math.Min(filter.BeforeSeq ?? long.MaxValue, filter.Before is { } before ? FirstSeqFrom(connection, before) : long.MaxValue);
        return Newest(connection, new Range(Math.Max(first, sealedSize + 1), beyond))
            .Concat(Postings(connection, filter, new Range(first, Math.Min(beyond, sealedSize + 1))))
            .Where(filter.Passes)
            .Take(count)
            .ToList();
    }

    /// <summary>The bytes of rows that pass the filter, newest first, at most so many, read while they are asked for.</summary>
    public IEnumerable<byte[]> Walk(QueryLogFilter filter, int count)
    {
        const int RowsOfAPage = 500;
        for (var page = List(filter, Math.Min(count, RowsOfAPage)); page.Count > 0; page = List(filter.OlderThan(page[^1].Seq), Math.Min(count, RowsOfAPage)))
        {
            foreach (var row in Bytes(page))
            {
                yield return row;
            }

            count -= page.Count;
            if (count == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>Every row, oldest first, read while it is asked for.</summary>
    public IEnumerable<LoggedQuery> All() => AllBytes().Select(row => QueryRow.Read(row));

    /// <summary>The bytes of every row after one, oldest first, read while it is asked for.</summary>
    public IEnumerable<byte[]> AllBytes(long afterSeq = 0)
    {
        while (true)
        {
            var page = Page(afterSeq);
            foreach (var row in page)
            {
                yield return row;
            }

            if (page.Count < RowsAtOnce)
            {
                yield break;
            }

            afterSeq = QueryRow.SeqOf(page[^1]);
        }
    }

    /// <summary>The bytes of the row of a query; null when there is none.</summary>
    public byte[]? FindBytes(OpaqueId queryId)
    {
        using var connection = database.Open();
        return BytesOf(connection, ids.SeqOf(queryId)) is { } row && QueryRow.IdAt(row, LogFormat.QueryIdAt) == queryId ? row : null;
    }

    /// <summary>When the newest row was logged; null for an empty log.</summary>
    public DateTimeOffset? NewestTime()
    {
        using var connection = database.Open();
        var row = connection.QuerySingleOrDefault<byte[]>("SELECT row FROM query_log ORDER BY seq DESC LIMIT 1");
        return row is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(QueryRow.TimeOf(row));
    }

    /// <summary>Number of the newest row, also of one that was erased; 0 for a log that never had any.</summary>
    public long NewestSeq()
    {
        using var connection = database.Open();
        return Math.Max(connection.ExecuteScalar<long?>("SELECT max(seq) FROM query_log") ?? 0, LogPostings.SealedSize(connection));
    }

    /// <summary>Reads the bytes of a row.</summary>
    public static LoggedQuery Read(ReadOnlySpan<byte> row) => QueryRow.Read(row);

    private List<byte[]> Bytes(IEnumerable<LoggedQuery> rows)
    {
        using var connection = database.Open();
        return rows.Select(row => BytesOf(connection, row.Seq)).OfType<byte[]>().ToList();
    }

    private List<byte[]> Page(long afterSeq)
    {
        using var connection = database.Open();
        return connection.Query<byte[]>(
            "SELECT row FROM query_log WHERE seq > @afterSeq ORDER BY seq LIMIT @RowsAtOnce", new { afterSeq, RowsAtOnce }).AsList();
    }

    private static IEnumerable<LoggedQuery> Postings(SqliteConnection connection, QueryLogFilter filter, Range range)
    {
        // Everything when nothing narrower is asked for.
        var keys = filter.PostingKeys();
        return keys switch
        {
            null => Newest(connection, range),
            [] => [],
            [var key] => Under(connection, key, range),
            _ => Merge([.. keys.Select(key => Under(connection, key, range))]),
        };
    }

    private static IEnumerable<LoggedQuery> Newest(SqliteConnection connection, Range range) => connection
        .Query<byte[]>("SELECT row FROM query_log WHERE seq >= @First AND seq < @Beyond ORDER BY seq DESC", range, buffered: false)
        .Select(row => QueryRow.Read(row));

    private static IEnumerable<LoggedQuery> Under(SqliteConnection connection, byte[] key, Range range) =>
        LogPostings.Under(connection, key, range.First, range.Beyond)
            .Select(seq => BytesOf(connection, seq))
            .OfType<byte[]>()
            .Select(row => QueryRow.Read(row));

    // None for a row that was erased when its time was over, while a later one of the same entry is still there.
    private static byte[]? BytesOf(SqliteConnection connection, long seq) =>
        connection.QuerySingleOrDefault<byte[]>("SELECT row FROM query_log WHERE seq = @seq", new { seq });

    // Each is newest first and so is the whole, without reading more of any than is asked for.
    private static IEnumerable<LoggedQuery> Merge(IReadOnlyList<IEnumerable<LoggedQuery>> lists)
    {
        var next = new PriorityQueue<IEnumerator<LoggedQuery>, long>();
        foreach (var list in lists.Select(list => list.GetEnumerator()).Where(list => list.MoveNext()))
        {
            next.Enqueue(list, -list.Current.Seq);
        }

        while (next.TryDequeue(out var list, out _))
        {
            yield return list.Current;
            if (list.MoveNext())
            {
                next.Enqueue(list, -list.Current.Seq);
            }
        }
    }

    /// <summary>Number of the first row from a moment on, or the one after the newest. The log is in order of time, so it is found by halving.</summary>
    // min and max each by itself: asked together, SQLite reads the whole table.
    internal static long FirstSeqFrom(SqliteConnection connection, DateTimeOffset moment)
    {
        var milliseconds = moment.ToUnixTimeMilliseconds();
        var (low, high) = connection.QuerySingle<(long? First, long? Last)>("SELECT (SELECT min(seq) FROM query_log), (SELECT max(seq) FROM query_log)") is ({ } first, { } last) ? (first, last + 1) : (1, 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var row = connection.QuerySingle<byte[]>("SELECT row FROM query_log WHERE seq >= @middle ORDER BY seq LIMIT 1", new { middle });
            if (QueryRow.TimeOf(row) < milliseconds)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private sealed record Range(long First, long Beyond);
}
