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
        AssertPostings(log, rows.Count);
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

    // The postings are those that the rows give, no more and no fewer.
    private static void AssertPostings(SealedLog log, int rows)
    {
        using var connection = log.House.Database.Open();
        using var undone = connection.BeginTransaction(deferred: false);
        var before = connection.ExecuteScalar<long>("SELECT count(*) FROM log_index");
        var missing = connection.Execute(LogPostings.InsertSql, new { first = 1, last = rows });
        connection.Execute("DELETE FROM log_index");
        var all = connection.Execute(LogPostings.InsertSql, new { first = 1, last = rows });
        Assert.Equal((0, all), (missing, before));
    }

    private static Checkpoint Open(SealedLog log, string note)
    {
        var checkpoint = LogStart.Open(note, log.Sealer.Key);
        Assert.NotNull(checkpoint);
        return checkpoint;
    }
}
