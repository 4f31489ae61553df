using System.Buffers.Binary;
using System.Globalization;
using Dapper;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.QueryLog.Tree;

namespace Meldpunt.Admin.Tests.QueryLog.Seal;

/// <summary>Holds a log against everything that was promised about it.</summary>
internal static class LogAudit
{
    /// <summary>
    /// Every answered query is there, once; numbers without holes, times in order; all rows sealed, in tiles, postings, checkpoint and second place; and whatever checkpoint
    /// was ever shown, this log extends it.
    /// </summary>
    public static void AssertWhole(SealedLog log)
    {
        var rows = log.Rows();
        var ids = rows.Select(row => QueryRow.Read(row).QueryId).ToList();
        var times = rows.Select(row => QueryRow.TimeOf(row)).ToList();
        Assert.Equal(Enumerable.Range(1, rows.Count).Select(number => (long)number), rows.Select(row => QueryRow.SeqOf(row)));
        Assert.Equal(times.Order(), times);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Empty(log.Answered.Except(ids));
        AssertExtendsWhatWasShown(log, rows);
        AssertSealed(log, rows);
        AssertPostings(log, rows);
    }

    private static void AssertExtendsWhatWasShown(SealedLog log, IReadOnlyList<byte[]> rows)
    {
        var reader = new TreeReader(log.Sealer.Tiles);
        var now = Open(log, SecondPlace.ReadFrom(log.Keys)!);
        var before = 0L;
        foreach (var checkpoint in log.Shown.Append(log.Sealer.Published.Note).Distinct(StringComparer.Ordinal).Select(note => Open(log, note)))
        {
            Assert.InRange(checkpoint.Size, before, now.Size);
            Assert.Equal(NaiveTree.Root(rows, checkpoint.Size), checkpoint.Root.ToBase64());
            Assert.True(ProofCheck.IsConsistent(checkpoint.Size, checkpoint.Root, now.Size, now.Root, reader.ConsistencyProof(checkpoint.Size, now.Size)));
            before = checkpoint.Size;
        }
    }

    private static void AssertSealed(SealedLog log, IReadOnlyList<byte[]> rows)
    {
        using var connection = log.House.Database.Open();
        var stored = Open(log, connection.QuerySingle<string>("SELECT note FROM log_checkpoint ORDER BY minute DESC LIMIT 1"));
        var second = Open(log, SecondPlace.ReadFrom(log.Keys)!);
        var leaves = connection.Query<byte[]>("SELECT hashes FROM log_tile WHERE id < @TileLevelFactor ORDER BY id", new { LogFormat.TileLevelFactor }).SelectMany(tile => tile);
        Assert.Equal(rows.Count, second.Size);
        Assert.Equal(second, stored);
        Assert.Equal(rows.Count, LogPostings.SealedSize(connection));
        Assert.Equal(rows.SelectMany(row => System.Security.Cryptography.SHA256.HashData([0, .. row])), leaves);
        Assert.Equal(NaiveTree.Root(rows, rows.Count), new TreeReader(log.Sealer.Tiles).RootAt(rows.Count).ToBase64());
    }

    // The postings are those that the rows give (section 7 of the specification), each once, no more and no fewer.
    private static void AssertPostings(SealedLog log, IReadOnlyList<byte[]> rows) =>
        Assert.Equal(rows.SelectMany(PostingsOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), StoredPostings(log));

    /// <summary>Every posting in the database, as its key and one row's number, in order.</summary>
    public static IReadOnlyList<string> StoredPostings(SealedLog log) =>
    [
        .. log.Read<(byte[] Key, long First, byte[] Offsets)>("SELECT key, first_seq, offsets FROM log_index")
            .SelectMany(entry => SeqsOf(entry.First, entry.Offsets), (entry, seq) => Posting(entry.Key, seq))
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<long> SeqsOf(long first, byte[] offsets) =>
        offsets.Chunk(2).Select(offset => first + BinaryPrimitives.ReadUInt16BigEndian(offset)).Prepend(first);

    private static IEnumerable<string> PostingsOf(byte[] row)
    {
        var seq = QueryRow.SeqOf(row);
        var parties = ((byte[][])[row[36..52], row[52..68], row[68..84]]).Where(id => id.Any(value => value != 0)).ToList();
        foreach (var party in parties)
        {
            yield return Posting([2, .. party], seq);
        }

        if (row[2] == 1)
        {
            yield return Posting([4], seq);
            yield return Posting([5, .. row[116..122]], seq);
            foreach (var party in parties)
            {
                yield return Posting([3, .. party], seq);
            }
        }
    }

    private static string Posting(byte[] key, long seq) => string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexString(key)} {seq:000000}");

    private static Checkpoint Open(SealedLog log, string note)
    {
        var checkpoint = LogStart.Open(note, log.Sealer.Key);
        Assert.NotNull(checkpoint);
        return checkpoint;
    }
}
