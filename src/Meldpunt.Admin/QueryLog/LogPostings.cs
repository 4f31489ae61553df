using System.Buffers.Binary;
using Dapper;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog;

/// <summary>
/// What finds rows of the log without reading all of it: <c>log_index</c>, filled when rows are sealed and not when they are written, so that nobody at a gate
/// waits for it. Rows behind the newest checkpoint are few and are looked through. <c>docs/spec/query-log.md</c>, section 7.
/// </summary>
internal static class LogPostings
{
    private const byte QueryKind = 1;
    private const byte PartyKind = 2;
    private const byte PartyMatchKind = 3;
    private const byte MatchKind = 4;
    private const byte ReferenceKind = 5;
    private const int ReferenceBytes = 6;

    /// <summary>Makes the postings of rows; idempotent. Positions in SQL count from 1, those of the format from 0.</summary>
    public const string InsertSql =
        """
        INSERT OR IGNORE INTO log_index (key, seq)
        WITH fresh AS (SELECT seq, row, substr(row, 3, 1) = x'01' AS matched FROM query_log WHERE seq BETWEEN @first AND @last),
             party AS (SELECT seq, matched, substr(row, 37, 16) AS id FROM fresh
                       UNION ALL SELECT seq, matched, substr(row, 53, 16) FROM fresh
                       UNION ALL SELECT seq, matched, substr(row, 69, 16) FROM fresh)
        SELECT CAST(x'01' || substr(row, 21, 16) AS BLOB), seq FROM fresh
        UNION ALL SELECT CAST(x'02' || id AS BLOB), seq FROM party WHERE id <> zeroblob(16)
        UNION ALL SELECT CAST(x'03' || id AS BLOB), seq FROM party WHERE id <> zeroblob(16) AND matched
        UNION ALL SELECT x'04', seq FROM fresh WHERE matched
        UNION ALL SELECT CAST(x'05' || substr(row, 117, 6) AS BLOB), seq FROM fresh WHERE substr(row, 117, 6) <> zeroblob(6)
        """;

    /// <summary>Under what a query id is found.</summary>
    public static byte[] OfQuery(OpaqueId id) => [QueryKind, .. id.ToByteArray()];

    /// <summary>Under what a participant, location or account is found; with only its matches, or with all its rows.</summary>
    public static byte[] OfParty(OpaqueId id, bool matchesOnly) => [matchesOnly ? PartyMatchKind : PartyKind, .. id.ToByteArray()];

    /// <summary>Under what every match is found.</summary>
    public static byte[] OfMatches() => [MatchKind];

    /// <summary>Under what a reference is found.</summary>
    public static byte[] OfReference(int year, int number)
    {
        var key = new byte[1 + ReferenceBytes];
        key[0] = ReferenceKind;
        BinaryPrimitives.WriteUInt16BigEndian(key.AsSpan(1), (ushort)year);
        BinaryPrimitives.WriteInt32BigEndian(key.AsSpan(1 + sizeof(ushort)), number);
        return key;
    }

    /// <summary>Rows that are sealed, and so have postings.</summary>
    public static long SealedSize(SqliteConnection connection) =>
        connection.QuerySingleOrDefault<long>("SELECT size FROM log_checkpoint ORDER BY minute DESC LIMIT 1");

    /// <summary>When the newest checkpoint was made, in milliseconds since 1970 UTC; 0 when there is none.</summary>
    public static long SealedAt(SqliteConnection connection) =>
        connection.QuerySingleOrDefault<long>("SELECT sealed_at FROM log_checkpoint ORDER BY minute DESC LIMIT 1");

    /// <summary>The last number that was given to a match in a year; 0 when there was none.</summary>
    public static int LastReference(SqliteConnection connection, int year)
    {
        var last = connection.QuerySingleOrDefault<byte[]>(
            "SELECT key FROM log_index WHERE key BETWEEN @from AND @to ORDER BY key DESC LIMIT 1",
            new { from = OfReference(year, 0), to = OfReference(year, int.MaxValue) });
        var sealedLast = last is null ? 0 : BinaryPrimitives.ReadInt32BigEndian(last.AsSpan(1 + sizeof(ushort)));
        return RowsAfter(connection, SealedSize(connection))
            .Select(row => QueryRow.Read(row))
            .Where(row => row.MatchYear == year)
            .Select(row => row.MatchNumber)
            .Append(sealedLast)
            .Max();
    }

    /// <summary>The bytes of every row after one, oldest first.</summary>
    public static IEnumerable<byte[]> RowsAfter(SqliteConnection connection, long seq) =>
        connection.Query<byte[]>("SELECT row FROM query_log WHERE seq > @seq ORDER BY seq", new { seq }, buffered: false);
}
