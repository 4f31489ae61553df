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
    // 1 was the query id, before it told the row by itself.
    private const byte PartyKind = 2;
    private const byte PartyMatchKind = 3;
    private const byte MatchKind = 4;
    private const byte ReferenceKind = 5;
    private const int ReferenceBytes = 6;

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

    /// <summary>Under what a row is found, but for its reference.</summary>
    public static IEnumerable<byte[]> KeysOf(byte[] row)
    {
        var isMatch = row[LogFormat.OutcomeAt] == (byte)QueryOutcome.Match;
        foreach (var at in (int[])[LogFormat.ParticipantAt, LogFormat.LocationAt, LogFormat.AccountAt])
        {
            var id = QueryRow.IdAt(row, at);
            if (!id.IsEmpty)
            {
                yield return OfParty(id, matchesOnly: false);
            }

            if (!id.IsEmpty && isMatch)
            {
                yield return OfParty(id, matchesOnly: true);
            }
        }

        if (isMatch)
        {
            yield return OfMatches();
        }
    }

    /// <summary>The numbers of the rows that one entry stands for, ascending.</summary>
    public static IEnumerable<long> SeqsOf(long firstSeq, byte[] offsets)
    {
        yield return firstSeq;
        for (var at = 0; at < offsets.Length; at += sizeof(ushort))
        {
            yield return firstSeq + BinaryPrimitives.ReadUInt16BigEndian(offsets.AsSpan(at));
        }
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

    /// <summary>The numbers of the rows under a key from one number on and before another, newest first, read while they are asked for.</summary>
    public static IEnumerable<long> Under(SqliteConnection connection, byte[] key, long first, long beyond)
    {
        foreach (var (firstSeq, offsets) in connection.Query<(long FirstSeq, byte[] Offsets)>(
            "SELECT first_seq, offsets FROM log_index WHERE key = @key AND first_seq < @beyond ORDER BY first_seq DESC", new { key, beyond }, buffered: false))
        {
            foreach (var seq in SeqsOf(firstSeq, offsets).Reverse().Where(seq => seq < beyond))
            {
                if (seq < first)
                {
                    yield break;
                }

                yield return seq;
            }
        }
    }

    /// <summary>The bytes of every row after one, oldest first.</summary>
    public static IEnumerable<byte[]> RowsAfter(SqliteConnection connection, long seq) =>
        connection.Query<byte[]>("SELECT row FROM query_log WHERE seq > @seq ORDER BY seq", new { seq }, buffered: false);
}
