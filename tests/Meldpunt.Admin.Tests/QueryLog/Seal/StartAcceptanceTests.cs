using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Seal;

namespace Meldpunt.Admin.Tests.QueryLog.Seal;

/// <summary>What the look at the start lets pass: what is right, what mends itself, and what is for <c>logboek verifieer</c>, which reads everything.</summary>
public sealed class StartAcceptanceTests
{
    private const int BeyondTheLook = 4;

    [Theory]
    [InlineData("UPDATE query_log SET row = CAST(substr(row, 1, 385) || x'00' AS BLOB) WHERE seq = 4")]
    [InlineData("DELETE FROM query_log WHERE seq = 4")]
    [InlineData("UPDATE log_tile SET hashes = CAST(zeroblob(32) || substr(hashes, 33) AS BLOB) WHERE id = 0")]
    public async Task For_verifieer_a_row_or_a_tile_of_long_ago_that_was_changed(string sql)
    {
        await using var log = await LongLogAsync();
        await log.CloseAsync();
        log.Tamper(sql);
        log.Open();

        Assert.Equal(LogStart.RowsLookedAt + BeyondTheLook, log.Sealer.Published.Size);
    }

    [Fact]
    public async Task The_look_goes_back_4096_rows()
    {
        await using var log = await LongLogAsync();

        var refused = await log.RefusedAfterAsync(_ => log.Tamper("UPDATE query_log SET row = CAST(substr(row, 1, 385) || x'00' AS BLOB) WHERE seq = 5"));

        Assert.Equal(LogFinding.RowChanged, refused.Finding);
    }

    [Fact]
    public async Task An_older_seal_of_the_same_log_in_the_second_place_is_brought_up_to_date()
    {
        await using var log = await SealedLog.CreateAsync(300);
        var older = SecondPlace.ReadFrom(log.Keys)!;
        await log.AskAsync(20);
        await log.SealAllAsync();
        await log.CloseAsync();
        await File.WriteAllTextAsync(SecondPlace.PathIn(log.Keys), older, TestContext.Current.CancellationToken);

        log.Open();
        await log.SealAllAsync();

        Assert.Equal(320, log.Sealer.Published.Size);
    }

    [Theory]
    [InlineData("DELETE FROM log_checkpoint WHERE size > 300; DELETE FROM log_index WHERE first_seq > 300")]
    [InlineData("DELETE FROM log_checkpoint; DELETE FROM log_index")]
    [InlineData("DELETE FROM log_checkpoint; DELETE FROM log_index; DELETE FROM log_tile")]
    public async Task A_seal_that_the_database_lost_is_made_again_from_the_rows(string sql)
    {
        await using var log = await SealedLog.CreateAsync(300);
        log.Time.Advance(TimeSpan.FromMinutes(1));
        await log.AskAsync(600);
        await log.SealAllAsync();
        await log.CloseAsync();
        log.Tamper(sql);

        log.Open();
        await log.AskAsync();
        await log.SealAllAsync();

        LogAudit.AssertWhole(log);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(300)]
    public async Task Rows_that_a_statement_of_erasure_names_may_be_gone_and_the_numbers_go_on(int erased)
    {
        await using var log = await SealedLog.CreateAsync(300);
        var last = log.Rows()[^1];
        var note = log.StatementOf(erased);
        await log.CloseAsync();
        log.Tamper("INSERT INTO log_erasure (last_seq, note) VALUES (@erased, @note); DELETE FROM query_log WHERE seq <= @erased", new { erased, note });

        log.Open();
        log.Time.Set(log.Time.GetUtcNow().AddHours(-1));
        await log.AskAsync(3);
        await log.SealAllAsync();

        var rows = log.Rows();
        Assert.Equal((303, 303 - erased, 303L), (log.Sealer.Published.Size, rows.Count, QueryLogReader.Read(rows[^1]).Seq));
        Assert.True(QueryLogReader.Read(rows[^1]).RecordedAt >= QueryLogReader.Read(last).RecordedAt);
    }

    [Fact]
    public async Task An_erasure_that_is_half_done_is_none_of_the_looks_business()
    {
        await using var log = await SealedLog.CreateAsync(300);
        var note = log.StatementOf(200);
        await log.CloseAsync();
        log.Tamper("INSERT INTO log_erasure (last_seq, note) VALUES (200, @note); DELETE FROM query_log WHERE seq <= 120", new { note });

        log.Open();

        Assert.Equal(300, log.Sealer.Published.Size);
    }

    private static async Task<SealedLog> LongLogAsync()
    {
        var log = await SealedLog.CreateAsync(LogStart.RowsLookedAt / 2);
        await log.AskAsync((LogStart.RowsLookedAt / 2) + BeyondTheLook);
        await log.SealAllAsync();
        return log;
    }
}
