using Meldpunt.Admin.Keys;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Tests.QueryLog.Seal;

/// <summary>
/// Every step at which a row, its seal or its checkpoint is written, failing in every way it can; the table stands in docs/testing.md. 300 rows are sealed, three more are answered,
/// and then it goes wrong. Afterwards the process goes on, or starts anew, or was killed at that very moment; in the end everything that was promised must hold.
/// </summary>
public sealed class SealFaultTests
{
    private const int SealedBefore = 300;

    [Theory]
    [InlineData("goes on")]
    [InlineData("starts anew")]
    public async Task A_commit_of_rows_that_fails(string afterwards)
    {
        await using var log = await PreparedAsync();
        log.House.Writer.BeforeCommit = _ => throw new SqliteException("full", SqliteCodes.Full);

        var refused = await log.TryAskAsync(4);
        log.House.Writer.BeforeCommit = null;

        Assert.Equal((4, SealedBefore + 3), (refused, log.Rows().Count));
        await FinishAsync(log, afterwards);
    }

    [Theory]
    [InlineData("goes on")]
    [InlineData("starts anew")]
    public async Task A_commit_of_rows_that_fails_and_yet_stands(string afterwards)
    {
        await using var log = await PreparedAsync();
        log.House.Writer.AfterCommit = () => throw new SqliteException("busy", SqliteCodes.Busy);

        var refused = await log.TryAskAsync(4);
        log.House.Writer.AfterCommit = null;

        Assert.Equal(4, refused);
        Assert.InRange(log.Rows().Count, SealedBefore + 4, SealedBefore + 7);
        await FinishAsync(log, afterwards);
    }

    [Fact]
    public async Task A_disk_that_reports_an_error_under_a_commit_of_rows_takes_no_row_and_no_seal_until_a_new_start()
    {
        await using var log = await PreparedAsync();
        log.House.Writer.BeforeCommit = _ => throw new SqliteException("disk I/O error", SqliteCodes.InputOutput);

        var refused = await log.TryAskAsync(2);
        log.House.Writer.BeforeCommit = null;
        refused += await log.TryAskAsync(2);
        var unsealed = await Assert.ThrowsAsync<StoreUnavailableException>(log.SealAllAsync);

        Assert.Equal((4, StoreTrouble.Broken), (refused, unsealed.Trouble));
        await FinishAsync(log, "starts anew");
    }

    [Theory]
    [InlineData("before the commit")]
    [InlineData("after the commit")]
    public async Task A_kill_at_a_commit_of_rows(string moment)
    {
        await using var log = await PreparedAsync();
        DieAt(log, moment);

        await log.AskAsync(4);
        await log.ReviveAsync();

        Assert.Equal(SealedBefore + 3, log.Answered.Count);
        await FinishAsync(log, "starts anew");
    }

    [Theory]
    [InlineData(nameof(SealStep.RowsRead), "goes on")]
    [InlineData(nameof(SealStep.RowsRead), "starts anew")]
    [InlineData(nameof(SealStep.RowsRead), "was killed")]
    [InlineData(nameof(SealStep.Signed), "goes on")]
    [InlineData(nameof(SealStep.Signed), "starts anew")]
    [InlineData(nameof(SealStep.Signed), "was killed")]
    [InlineData(nameof(SealStep.Stored), "goes on")]
    [InlineData(nameof(SealStep.Stored), "starts anew")]
    [InlineData(nameof(SealStep.Stored), "was killed")]
    [InlineData(nameof(SealStep.InSecondPlace), "goes on")]
    [InlineData(nameof(SealStep.InSecondPlace), "starts anew")]
    [InlineData(nameof(SealStep.InSecondPlace), "was killed")]
    [InlineData(nameof(SealStep.Published), "goes on")]
    [InlineData(nameof(SealStep.Published), "starts anew")]
    [InlineData(nameof(SealStep.Published), "was killed")]
    public async Task A_sealing_that_breaks_off_after_a_step(string step, string afterwards)
    {
        await using var log = await PreparedAsync();
        log.AtStep = at =>
        {
            if (at == Enum.Parse<SealStep>(step))
            {
                log.Die();
                throw new IOException("broken off by the test");
            }
        };

        await Assert.ThrowsAsync<IOException>(log.SealAllAsync);
        log.AtStep = null;

        await FinishAsync(log, afterwards);
    }

    [Theory]
    [InlineData("before the commit", "goes on")]
    [InlineData("before the commit", "starts anew")]
    [InlineData("before the commit", "was killed")]
    [InlineData("after the commit", "goes on")]
    [InlineData("after the commit", "starts anew")]
    [InlineData("after the commit", "was killed")]
    public async Task A_sealing_whose_transaction_fails(string moment, string afterwards)
    {
        await using var log = await PreparedAsync();
        DieAt(log, moment, failing: true);

        await Assert.ThrowsAsync<StoreUnavailableException>(log.SealAllAsync);
        log.House.Writer.BeforeCommit = null;
        log.House.Writer.AfterCommit = null;

        await FinishAsync(log, afterwards);
    }

    [Theory]
    [InlineData("goes on")]
    [InlineData("starts anew")]
    public async Task A_sealing_that_shares_a_failing_commit_with_rows(string afterwards)
    {
        await using var log = await PreparedAsync();
        using var held = new HeldCommit(log.House.Writer);
        var first = log.TryAskAsync(1);
        await held.Reached;
        var sealing = log.SealAllAsync();
        var crowd = log.TryAskAsync(5);
        held.Release(_ => throw new SqliteException("full", SqliteCodes.Full));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => sealing);
        log.House.Writer.BeforeCommit = null;

        Assert.Equal((0, 5), (await first, await crowd));
        await FinishAsync(log, afterwards);
    }

    [Theory]
    [InlineData("nothing was written", "goes on")]
    [InlineData("nothing was written", "starts anew")]
    [InlineData("nothing was written", "was killed")]
    [InlineData("a new file was written beside it", "goes on")]
    [InlineData("a new file was written beside it", "starts anew")]
    [InlineData("a new file was written beside it", "was killed")]
    [InlineData("it was replaced, and nobody knows whether that lasts", "goes on")]
    [InlineData("it was replaced, and nobody knows whether that lasts", "starts anew")]
    [InlineData("it was replaced, and nobody knows whether that lasts", "was killed")]
    public async Task A_second_place_that_cannot_be_written(string extent, string afterwards)
    {
        await using var log = await PreparedAsync();
        var shown = log.Sealer.Published;
        var write = log.Sealer.SecondPlace.Write;
        log.Sealer.SecondPlace.Write = (path, content) =>
        {
            if (extent.StartsWith("a new file", StringComparison.Ordinal))
            {
                DurableFile.WriteNew(path + ".1.new", content.Span);
            }
            else if (extent.StartsWith("it was replaced", StringComparison.Ordinal))
            {
                DurableFile.Replace(path, content.Span);
            }

            log.Die();
            throw new IOException("no room left on device");
        };

        await Assert.ThrowsAsync<IOException>(log.SealAllAsync);
        Assert.Equal((shown, LogFinding.None), (log.Sealer.Published, log.Sealer.Finding));
        log.Sealer.SecondPlace.Write = write;

        await FinishAsync(log, afterwards);
    }

    [Fact]
    public async Task A_second_place_that_cannot_be_written_for_a_while_stops_no_row_and_is_one_sealing_behind_at_most()
    {
        await using var log = await PreparedAsync();
        var write = log.Sealer.SecondPlace.Write;
        log.Sealer.SecondPlace.Write = (_, _) => throw new IOException("no room left on device");

        for (var round = 0; round < 5; round++)
        {
            await log.AskAsync(300);
            await Assert.ThrowsAsync<IOException>(log.SealAllAsync);
        }

        Assert.Equal((SealedBefore, SealedBefore + 303), (log.Sealer.Published.Size, log.Read<long>("SELECT max(size) FROM log_checkpoint").Single()));
        log.Sealer.SecondPlace.Write = write;
        await FinishAsync(log, "goes on");
    }

    [Fact]
    public async Task A_last_sealing_that_the_database_lost_after_the_second_place_had_it_is_done_again()
    {
        await using var log = await PreparedAsync();
        log.AtStep = step =>
        {
            if (step == SealStep.RowsRead)
            {
                log.Die();
            }
        };
        await log.SealAllAsync();
        var second = SecondPlace.ReadFrom(log.Keys)!;
        var shown = log.Sealer.Published.Size;

        await log.ReviveAsync(keys => File.WriteAllText(SecondPlace.PathIn(keys), second));

        Assert.Equal(shown, log.Sealer.Published.Size);
        await FinishAsync(log, "starts anew");
    }

    private static async Task<SealedLog> PreparedAsync()
    {
        var log = await SealedLog.CreateAsync(SealedBefore);
        await log.AskAsync(3);
        return log;
    }

    private static void DieAt(SealedLog log, string moment, bool failing = false)
    {
        void Die()
        {
            log.Die();
            if (failing)
            {
                throw new SqliteException("failed by the test", SqliteCodes.Busy);
            }
        }

        if (string.Equals(moment, "before the commit", StringComparison.Ordinal))
        {
            log.House.Writer.BeforeCommit = _ => Die();
        }
        else
        {
            log.House.Writer.AfterCommit = Die;
        }
    }

    private static async Task FinishAsync(SealedLog log, string afterwards)
    {
        switch (afterwards)
        {
            case "starts anew":
                await log.RestartAsync();
                break;
            case "was killed":
                await log.ReviveAsync();
                break;
        }

        await log.AskAsync(2);
        await log.SealAllAsync();
        Assert.Equal(LogFinding.None, log.Sealer.Finding);
        LogAudit.AssertWhole(log);
        await log.RestartAsync();
        await log.AskAsync(1);
        await log.SealAllAsync();
        LogAudit.AssertWhole(log);
    }
}
