using Meldpunt.Admin.Installations;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.QueryLog.Tree;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.QueryLog.Seal;

/// <summary>From durable rows to a checkpoint that everybody may see.</summary>
public sealed class SealingTests
{
    [Fact]
    public async Task Rows_get_tiles_a_checkpoint_the_second_place_and_postings()
    {
        await using var log = SealedLog.Create();
        await log.AskAsync(5);

        var more = await log.Sealer.SealAsync();

        Assert.False(more);
        Assert.Equal(5, log.Sealer.Published.Size);
        LogAudit.AssertWhole(log);
    }

    [Fact]
    public async Task Before_the_first_row_there_is_a_signed_checkpoint_of_nothing()
    {
        await using var log = SealedLog.Create();

        await log.SealAllAsync();

        var checkpoint = LogStart.Open(log.Sealer.Published.Note, log.Sealer.Key);
        Assert.Equal((0L, MerkleHash.Empty), (checkpoint!.Size, checkpoint.Root));
        Assert.Equal(log.Sealer.Published.Note, SecondPlace.ReadFrom(log.Keys));
    }

    [Fact]
    public async Task A_tile_that_is_not_there_is_nothing_and_not_an_empty_one()
    {
        await using var log = await SealedLog.CreateAsync(3);

        Assert.Equal(3 * LogFormat.HashBytes, log.Sealer.Tiles.Read(new TileId(0, 0))?.Length);
        Assert.Null(log.Sealer.Tiles.Read(new TileId(0, 1)));
        Assert.Null(log.Sealer.Tiles.Read(new TileId(1, 0)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(1_025)]
    public async Task Any_number_of_waiting_rows_is_sealed_whole(int rows)
    {
        await using var log = await SealedLog.CreateAsync(rows);

        LogAudit.AssertWhole(log);
    }

    [Fact]
    public async Task Rows_that_are_sealed_as_they_come_have_the_tree_and_the_postings_of_rows_that_are_sealed_at_once()
    {
        await using var log = SealedLog.Create();
        var empty = SecondPlace.ReadFrom(log.Keys)!;
        foreach (var rows in (int[])[1, 1, 2, 3, 248, 1, 1, 255, 300, 7])
        {
            await log.AskAsync(rows);
            await log.SealAllAsync();
        }

        var asTheyCame = Stored(log);
        LogAudit.AssertWhole(log);
        await log.CloseAsync();
        log.Tamper("DELETE FROM log_tile; DELETE FROM log_checkpoint; DELETE FROM log_index");
        await File.WriteAllTextAsync(SecondPlace.PathIn(log.Keys), empty, TestContext.Current.CancellationToken);
        log.Open();
        await log.SealAllAsync();

        Assert.Equal(asTheyCame, Stored(log));
    }

    [Fact]
    public async Task A_checkpoint_is_shown_only_when_it_stands_in_the_second_place_and_stands_there_only_when_its_rows_and_tree_are_durable()
    {
        await using var log = await SealedLog.CreateAsync(3);
        await log.AskAsync(4);
        var seen = new List<(SealStep Step, long InDatabase, bool InSecondPlace, long Shown)>();
        log.AtStep = step =>
        {
            using var connection = log.House.Database.Open();
            var second = LogStart.Open(SecondPlace.ReadFrom(log.Keys)!, log.Sealer.Key)!;
            seen.Add((step, LogPostings.SealedSize(connection), second.Size == 7, log.Sealer.Published.Size));
        };

        await log.SealAllAsync();

        Assert.Equal(
            [
                (SealStep.RowsRead, 3, false, 3),
                (SealStep.Signed, 3, false, 3),
                (SealStep.Stored, 7, false, 3),
                (SealStep.InSecondPlace, 7, true, 3),
                (SealStep.Published, 7, true, 7),
            ],
            seen);
    }

    [Fact]
    public async Task After_a_restart_sealing_goes_on_where_it_was()
    {
        await using var log = SealedLog.Create();
        foreach (var rows in (int[])[3, 254, 600, 1])
        {
            await log.AskAsync(rows);
            await log.SealAllAsync();
            await log.RestartAsync();
            Assert.Equal(log.Answered.Count, log.Sealer.Published.Size);
        }

        await log.AskAsync(2);
        await log.RestartAsync();
        await log.SealAllAsync();

        LogAudit.AssertWhole(log);
    }

    [Fact]
    public async Task The_newest_checkpoint_of_every_minute_is_kept()
    {
        await using var log = await SealedLog.CreateAsync(1);
        await log.AskAsync();
        await log.SealAllAsync();
        log.Time.Advance(TimeSpan.FromMinutes(1));
        await log.AskAsync();
        await log.SealAllAsync();

        // Set back, the clock does not overwrite an earlier minute.
        log.Time.Set(log.Time.GetUtcNow().AddSeconds(-90));
        await log.AskAsync();
        await log.SealAllAsync();

        Assert.Equal([2, 4], log.Read<long>("SELECT size FROM log_checkpoint ORDER BY minute"));
        LogAudit.AssertWhole(log);
    }

    [Fact]
    public async Task Two_sealers_on_one_folder_are_refused()
    {
        await using var log = await SealedLog.CreateAsync(1);
        await using var another = Installation.Open(log.Folder, keyFile: null, log.Time);

        var refused = Assert.Throws<InstallationException>(() => LogSealer.Open(another));

        Assert.Contains("Een ander Meldpunt verzegelt al", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Stop dat eerst", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_call_while_a_sealing_waits_for_the_disk_does_nothing_and_harms_nothing()
    {
        await using var log = await SealedLog.CreateAsync(3);
        await log.AskAsync(4);
        using var held = new HeldCommit(log.House.Writer);
        var sealing = log.Sealer.SealAsync();
        await held.Reached;

        var second = log.Sealer.SealAsync();
        var secondIsOver = second.IsCompleted;
        held.Release();
        await sealing;

        Assert.True(secondIsOver);
        Assert.False(await second);
        Assert.Equal(7, log.Sealer.Published.Size);
        await log.AskAsync(1);
        await log.SealAllAsync();
        LogAudit.AssertWhole(log);
    }

    [Fact]
    public async Task Rows_can_be_asked_for_and_sealed_at_the_same_time()
    {
        await using var log = SealedLog.Create();
        using var done = new CancellationTokenSource();
        var sealing = Task.Run(
            async () =>
            {
                while (!done.IsCancellationRequested)
                {
                    await log.Sealer.SealAsync();
                }
            },
            TestContext.Current.CancellationToken);
        for (var round = 0; round < 30; round++)
        {
            await log.AskAsync(20);
        }

        await done.CancelAsync();
        await sealing;
        await log.SealAllAsync();

        LogAudit.AssertWhole(log);
    }

    [Fact]
    public async Task What_a_kill_left_unfinished_beside_the_second_place_is_cleared_at_the_next_start()
    {
        await using var log = await SealedLog.CreateAsync(2);
        await log.CloseAsync();
        await File.WriteAllTextAsync(SecondPlace.PathIn(log.Keys) + ".0123.new", "half", TestContext.Current.CancellationToken);

        log.Open();

        Assert.Equal([SecondPlace.PathIn(log.Keys)], Directory.GetFiles(log.Keys, LogFormat.SecondPlaceFile + "*"));
    }

    private static IReadOnlyList<string> Stored(SealedLog log) =>
    [
        .. log.Read<string>("SELECT id || ' ' || hex(hashes) FROM log_tile ORDER BY id"),
        .. LogAudit.StoredPostings(log),
    ];
}
