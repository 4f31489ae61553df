using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Seal;

namespace Meldpunt.Admin.Tests.QueryLog.Seal;

/// <summary>Somebody changes the log while it is served: no row is sealed any more, and whoever serves can see why.</summary>
public sealed class BrokenLogTests
{
    [Theory]
    [InlineData("another text")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Another_program_changed_the_second_place(string? content)
    {
        await using var log = await SealedLog.CreateAsync(3);
        var path = SecondPlace.PathIn(log.Keys);
        if (content is null)
        {
            File.Delete(path);
        }
        else
        {
            await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        }

        await BreaksAsync(log, LogFinding.SecondPlaceChanged, published: 3);

        Assert.Equal(content, SecondPlace.ReadFrom(log.Keys));
    }

    [Fact]
    public async Task An_older_seal_was_put_back_in_the_second_place()
    {
        await using var log = await SealedLog.CreateAsync(3);
        var older = log.Sealer.Published.Note;
        await log.AskAsync(2);
        await log.SealAllAsync();
        await File.WriteAllTextAsync(SecondPlace.PathIn(log.Keys), older, TestContext.Current.CancellationToken);

        await BreaksAsync(log, LogFinding.SecondPlaceChanged, published: 5);

        Assert.Equal(older, SecondPlace.ReadFrom(log.Keys));
    }

    [Theory]
    [InlineData("DELETE FROM query_log WHERE seq = 4")]
    [InlineData("DELETE FROM query_log WHERE seq = 5")]
    [InlineData("DELETE FROM query_log WHERE seq = 6")]
    [InlineData("UPDATE query_log SET seq = 60 WHERE seq = 6")]
    [InlineData("UPDATE query_log SET row = (SELECT row FROM query_log WHERE seq = 4) WHERE seq = 5")]
    public async Task A_row_that_waits_for_its_seal_was_taken_out_or_renumbered(string sql)
    {
        await using var log = await SealedLog.CreateAsync(3);
        await log.AskAsync(3);
        log.Tamper(sql);

        await BreaksAsync(log, LogFinding.Hole, published: 3);
    }

    [Fact]
    public async Task A_row_that_waits_for_its_seal_got_an_earlier_time_than_the_one_before_it()
    {
        await using var log = await SealedLog.CreateAsync(3);
        await log.AskAsync(3);
        SetTimeBack(log, seq: 5);

        await BreaksAsync(log, LogFinding.TimeReversed, published: 3);
    }

    [Fact]
    public async Task The_first_row_that_waits_got_an_earlier_time_than_the_last_sealed_one_also_when_that_was_sealed_before_the_start()
    {
        await using var log = await SealedLog.CreateAsync(3);
        await log.AskAsync(1);
        await log.CloseAsync();
        SetTimeBack(log, seq: 4);
        log.Open();

        await BreaksAsync(log, LogFinding.TimeReversed, published: 3);
    }

    [Theory]
    [InlineData("UPDATE log_checkpoint SET size = 2")]
    [InlineData("DELETE FROM log_checkpoint")]
    public async Task Another_program_sealed_or_took_seals_away(string sql)
    {
        await using var log = await SealedLog.CreateAsync(3);
        log.Tamper(sql);

        await BreaksAsync(log, LogFinding.TreeDamaged, published: 3);
    }

    [Fact]
    public async Task A_new_start_does_not_make_a_hole_forgotten()
    {
        await using var log = await SealedLog.CreateAsync(3);
        await log.AskAsync(3);
        log.Tamper("DELETE FROM query_log WHERE seq = 5");
        await Assert.ThrowsAsync<LogBrokenException>(log.SealAllAsync);

        await log.RestartAsync();

        await BreaksAsync(log, LogFinding.Hole, published: 3);
    }

    private static async Task BreaksAsync(SealedLog log, LogFinding finding, long published)
    {
        await log.AskAsync(1);

        var broken = await Assert.ThrowsAsync<LogBrokenException>(log.SealAllAsync);
        var again = await log.Sealer.SealAsync();
        await log.AskAsync(1);
        await log.SealAllAsync();

        Assert.Equal((finding, finding), (broken.Finding, log.Sealer.Finding));
        Assert.False(again);
        Assert.Equal(published, log.Sealer.Published.Size);
    }

    private static void SetTimeBack(SealedLog log, int seq) =>
        log.Tamper($"UPDATE query_log SET row = CAST(substr(row, 1, {LogFormat.TimeAt}) || x'00000000000003E8' || substr(row, {LogFormat.QueryIdAt + 1}) AS BLOB) WHERE seq = {seq}");
}
