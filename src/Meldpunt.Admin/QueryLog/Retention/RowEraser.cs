using Dapper;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog.Retention;

/// <summary>Erases rows that a statement covers, with their postings, a few at a time: it shares the writer with those who wait at gates.</summary>
internal static class RowEraser
{
    /// <summary>Rows in one go; some milliseconds of the writer.</summary>
    public const int RowsAtOnce = 200;

    /// <summary>Erases the oldest rows that a statement covers, inside the caller's transaction.</summary>
    /// <returns>How many; 0 when none is left.</returns>
    /// <param name="connection">The caller's.</param>
    /// <param name="through">The last row that a statement of this log covers.</param>
    public static int EraseSome(SqliteConnection connection, long through)
    {
        var rows = connection.Query<byte[]>(
            "SELECT row FROM query_log WHERE seq <= @last ORDER BY seq LIMIT @RowsAtOnce", new { last = through, RowsAtOnce }).AsList();
        if (rows.Count > 0)
        {
            var (first, last) = (QueryRow.SeqOf(rows[0]), QueryRow.SeqOf(rows[^1]));
            PostingEraser.Erase(connection, rows, last);
            connection.Execute("DELETE FROM administrative_act WHERE seq BETWEEN @first AND @last", new { first, last });
            connection.Execute("DELETE FROM query_log WHERE seq BETWEEN @first AND @last", new { first, last });
        }

        return rows.Count;
    }
}
