using System.Buffers.Binary;
using Dapper;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Storage.Sqlite;

namespace Meldpunt.Admin.QueryLog.Inspection;

/// <summary>
/// Finds the rows about one person by reading every row and comparing pseudonyms. There is no index on the pseudonym, on purpose: it would let whoever has the
/// database count and link what was asked about one person, without a key and without a trace.
/// </summary>
internal sealed class SubjectSearch(SqliteDatabase database)
{
    /// <summary>Rows that a result holds; it tells how many there are when there are more.</summary>
    public const int MaxRows = 1_000;

    // Some milliseconds of reading: no read keeps the database from tidying up behind the queries at the gates.
    private const int RowsAtOnce = 10_000;

    private static readonly string Sql =
        $"""
        SELECT row FROM query_log
        WHERE seq >= @first AND seq < @beyond AND substr(row, {LogFormat.SubjectAt + 1}, {LogFormat.HashBytes}) IN @pseudonyms
        ORDER BY seq DESC
        """;

    /// <summary>Reads the log from a row back to its beginning.</summary>
    /// <param name="subjects">The pseudonym of the person in every month that can be searched.</param>
    /// <param name="lastSeq">The newest row to look at.</param>
    /// <param name="progress">Hears after every step which part has been read, from 0 to 1.</param>
    /// <param name="cancellation">Breaks it off between two steps.</param>
    public async Task<InspectionResult> FindAsync(
        IReadOnlyDictionary<CalendarMonth, byte[]> subjects, long lastSeq, Action<double> progress, CancellationToken cancellation)
    {
        var firstSeq = FirstSeq();
        var rows = new List<LoggedQuery>();
        var count = 0;
        for (var beyond = lastSeq + 1; beyond > firstSeq; beyond -= RowsAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var row in Read(subjects, Math.Max(firstSeq, beyond - RowsAtOnce), beyond))
            {
                count++;
                if (rows.Count < MaxRows)
                {
                    rows.Add(QueryRow.Read(row));
                }
            }

            progress((lastSeq + 1 - beyond) / (double)Math.Max(1, lastSeq + 1 - firstSeq));
            await Task.Yield();
        }

        return new InspectionResult(rows, count);
    }

    private long FirstSeq()
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long?>("SELECT min(seq) FROM query_log") ?? 1;
    }

    private List<byte[]> Read(IReadOnlyDictionary<CalendarMonth, byte[]> subjects, long first, long beyond)
    {
        using var connection = database.Open();
        return connection.Query<byte[]>(Sql, new { first, beyond, pseudonyms = subjects.Values }).Where(IsAboutThePerson).ToList();

        // A pseudonym stands for the person in its own month only, and the field of an act holds none.
        bool IsAboutThePerson(byte[] row)
        {
            if (row[LogFormat.PurposeAt] == (byte)QueryPurpose.Administration)
            {
                return false;
            }

            var month = new CalendarMonth(BinaryPrimitives.ReadUInt16BigEndian(row.AsSpan(LogFormat.SubjectYearAt)), row[LogFormat.SubjectMonthAt]);
            return subjects.TryGetValue(month, out var pseudonym) && row.AsSpan(LogFormat.SubjectAt, LogFormat.HashBytes).SequenceEqual(pseudonym);
        }
    }
}
