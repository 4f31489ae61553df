using Meldpunt.Admin.QueryLog.Seal;

namespace Meldpunt.Admin.Tests.QueryLog.Seal;

/// <summary>After a sealing that failed the tree is taken up from the database, which somebody may have changed in the meantime.</summary>
public sealed class TakenUpTests
{
    private const int TileBytes = 32;

    // Row 350 is another, and the database knows of 300 sealed rows only, as if nothing had been sealed after them.
    private static readonly string Fork =
        $"""
        UPDATE query_log SET row = CAST(substr(row, 1, 385) || x'00' AS BLOB) WHERE seq = 350;
        DELETE FROM log_checkpoint WHERE size > 300;
        DELETE FROM log_index WHERE first_seq > 300;
        DELETE FROM log_tile WHERE id = 2;
        UPDATE log_tile SET hashes = substr(hashes, 1, {44 * TileBytes}) WHERE id = 1;
        UPDATE log_tile SET hashes = substr(hashes, 1, {TileBytes}) WHERE id = 1 << 40;
        """;

    [Fact]
    public async Task A_log_that_no_longer_begins_with_what_was_published_is_not_sealed_on()
    {
        await using var log = await ForkedAfterAFailureAsync(Fork);
        var published = log.Sealer.Published;

        await log.AskAsync(400);
        var broken = await Assert.ThrowsAsync<LogBrokenException>(() => log.Sealer.SealAsync());
        var sealedOn = await log.Sealer.SealAsync();

        Assert.Equal((LogFinding.OtherRoot, LogFinding.OtherRoot, false), (broken.Finding, log.Sealer.Finding, sealedOn));
        Assert.Equal((published, published.Note), (log.Sealer.Published, SecondPlace.ReadFrom(log.Keys)));
    }

    [Fact]
    public async Task A_tree_that_is_not_the_one_of_its_own_seal_is_not_sealed_on()
    {
        await using var log = await ForkedAfterAFailureAsync("UPDATE log_tile SET hashes = CAST(zeroblob(32) || substr(hashes, 33) AS BLOB) WHERE id = 2");

        await log.AskAsync();
        var broken = await Assert.ThrowsAsync<LogBrokenException>(() => log.Sealer.SealAsync());

        Assert.Equal(LogFinding.TreeDamaged, broken.Finding);
    }

    [Fact]
    public async Task Seals_that_the_database_lost_while_it_was_served_are_made_again_when_the_rows_are_the_same()
    {
        await using var log = await ForkedAfterAFailureAsync(Fork[Fork.IndexOf('\n', StringComparison.Ordinal)..]);

        await log.AskAsync(400);
        await log.SealAllAsync();

        LogAudit.AssertWhole(log);
    }

    [Fact]
    public async Task What_was_published_earlier_is_looked_for_in_the_tree_of_now()
    {
        await using var log = await ForkedAfterAFailureAsync("SELECT 1");
        var earlier = log.Sealer.Published;
        log.Sealer.CompareWith(earlier);
        var before = log.Sealer.Finding;
        log.Tamper(Fork);

        log.Sealer.CompareWith(earlier);

        Assert.Equal((LogFinding.None, LogFinding.OtherRoot), (before, log.Sealer.Finding));
    }

    // 600 sealed rows, with a checkpoint at 300; then a sealing fails, and then somebody changes the database.
    private static async Task<SealedLog> ForkedAfterAFailureAsync(string sql)
    {
        var log = await SealedLog.CreateAsync(300);
        log.Time.Advance(TimeSpan.FromMinutes(2));
        await log.AskAsync(300);
        await log.SealAllAsync();
        await log.AskAsync();
        log.AtStep = step => throw new IOException($"Broken off at {step}.");
        await Assert.ThrowsAsync<IOException>(() => log.Sealer.SealAsync());
        log.AtStep = null;
        log.Tamper(sql);
        return log;
    }
}
