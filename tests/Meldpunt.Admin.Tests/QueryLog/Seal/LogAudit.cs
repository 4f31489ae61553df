using Dapper;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.QueryLog.Tree;
using Meldpunt.Index.Identity;

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

    // The postings are those that the rows give, no more and no fewer.
    private static void AssertPostings(SealedLog log, IReadOnlyList<byte[]> rows)
    {
        using var connection = log.House.Database.Open();
        var expected = rows.SelectMany(row => KeysOf(row).Select(key => (Convert.ToHexString(key), QueryRow.SeqOf(row)))).Order();
        var actual = connection.Query<byte[]>("SELECT DISTINCT key FROM log_index")
            .ToList()
            .SelectMany(key => LogPostings.Under(connection, key, first: 1, beyond: long.MaxValue).Select(seq => (Convert.ToHexString(key), seq)))
            .Order();
        Assert.Equal(expected, actual);
    }

    private static IEnumerable<byte[]> KeysOf(byte[] row)
    {
        var query = QueryRow.Read(row);
        var isMatch = query.Outcome == QueryOutcome.Match;
        yield return LogPostings.OfQuery(query.QueryId);
        foreach (var party in ((OpaqueId[])[query.ParticipantId, query.LocationId, query.AccountId]).Where(party => !party.IsEmpty))
        {
            yield return LogPostings.OfParty(party, matchesOnly: false);
            if (isMatch)
            {
                yield return LogPostings.OfParty(party, matchesOnly: true);
            }
        }

        if (isMatch)
        {
            yield return LogPostings.OfMatches();
            yield return LogPostings.OfReference(query.MatchYear, query.MatchNumber);
        }
    }

    private static Checkpoint Open(SealedLog log, string note)
    {
        var checkpoint = LogStart.Open(note, log.Sealer.Key);
        Assert.NotNull(checkpoint);
        return checkpoint;
    }
}
