using Dapper;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Retention;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.QueryLog.Retention;

/// <summary>Rows go when their time is over, with a signed statement, and nothing else does.</summary>
public sealed class LogRetentionTests
{
    private const int Kept = 24;

    [Fact]
    public async Task For_twenty_four_whole_months_nothing_is_erased()
    {
        await using var log = await AgedLog.CreateAsync(Kept + 1);

        var report = await log.Retention.RunAsync();

        Assert.False(report.DidSomething);
        Assert.Equal((1, Kept + 1), (log.FirstSeq, log.Keys.Count));
        Assert.Empty(log.Store.Erasures(10));
    }

    [Fact]
    public async Task In_the_month_after_them_the_first_month_goes_with_its_key_and_a_signed_statement_stays()
    {
        await using var log = await AgedLog.CreateAsync(Kept + 2);

        var report = await log.Retention.RunAsync();
        var again = await log.Retention.RunAsync();

        Assert.Equal(AgedLog.RowsAMonth, report.Rows);
        Assert.Equal([new CalendarMonth(2026, 11)], report.Keys);
        Assert.Equal(new LogErasure(AgedLog.RowsAMonth, new DateTimeOffset(2026, 11, 30, 23, 0, 0, TimeSpan.Zero), log.Log.Time.GetUtcNow()), report.Decided);
        Assert.Equal(report.Decided, Assert.Single(log.Store.Erasures(10)));
        Assert.Equal((AgedLog.RowsAMonth + 1, Kept + 1), (log.FirstSeq, log.Keys.Count));
        Assert.False(report.TracesRemain);
        Assert.False(again.DidSomething);
    }

    [Fact]
    public async Task Month_after_month_the_tree_the_start_and_the_verifier_hold()
    {
        await using var log = await AgedLog.CreateAsync(Kept + 1);
        for (var month = 0; month < 4; month++)
        {
            log.Log.Time.Set(TestDays.Now.AddMonths(Kept + 1 + month));
            await log.Log.AskAsync(AgedLog.RowsAMonth);
            await log.Log.SealAllAsync();

            await log.Retention.RunAsync();
            await log.RestartAsync();

            var verified = log.Verify();
            Assert.Empty(verified.Findings);
            Assert.Equal((month + 1) * AgedLog.RowsAMonth, verified.ErasedThrough);
            Assert.Equal(verified.ErasedThrough + 1, verified.FirstRow);
        }

        Assert.Equal(4, log.Store.Erasures(10).Count);
    }

    [Fact]
    public async Task A_row_without_a_seal_stays()
    {
        await using var log = await AgedLog.CreateAsync(1);
        await log.Log.AskAsync(3);
        log.Log.Time.Set(TestDays.Now.AddMonths(Kept + 1));

        await log.Retention.RunAsync();

        Assert.Equal(AgedLog.RowsAMonth + 1, log.FirstSeq);
        Assert.Equal([new CalendarMonth(2026, 11)], log.Keys);
    }

    [Fact]
    public async Task After_everything_was_erased_numbers_go_on_and_time_does_not_run_backwards()
    {
        await using var log = await AgedLog.CreateAsync(1);
        log.Log.Time.Set(TestDays.Now.AddMonths(Kept + 1));

        await log.Retention.RunAsync();
        Assert.Equal(0, log.FirstSeq);
        await log.RestartAsync();
        log.AssertInOrder();
        await log.Log.AskAsync();
        await log.Log.SealAllAsync();

        Assert.Equal(AgedLog.RowsAMonth + 1, log.FirstSeq);
        log.AssertInOrder();
    }

    [Fact]
    public async Task A_reference_is_not_given_twice_although_every_match_of_the_year_was_erased()
    {
        await using var log = await AgedLog.CreateAsync(0);
        await log.Store.ChooseAsync(1);
        log.Log.Time.Set(new DateTimeOffset(2027, 1, 10, 12, 0, 0, TimeSpan.Zero));
        await log.Log.AskAsync(AgedLog.RowsAMonth);
        await log.Log.SealAllAsync();
        log.Log.Time.Set(new DateTimeOffset(2027, 3, 10, 12, 0, 0, TimeSpan.Zero));
        await log.Retention.RunAsync();
        Assert.Equal(0, log.FirstSeq);
        await log.RestartAsync();

        await log.Log.AskAsync();

        Assert.Equal("M-2027-000004", Assert.Single(log.Log.House.QueryLogReader.All()).Reference);
    }

    [Fact]
    public async Task Whoever_erases_every_match_of_a_year_leaves_its_last_number_behind()
    {
        await using var log = await AgedLog.CreateAsync(1);
        log.Log.Time.Set(TestDays.Now.AddMonths(Kept + 1));

        await log.Retention.RunAsync();

        using var connection = log.Log.House.Database.Open();
        Assert.Equal(3, LogPostings.LastReference(connection, 2026));
        Assert.Equal(Convert.ToHexString(LogPostings.OfReference(2026, 3)), Assert.Single(log.Log.Read<string>("SELECT hex(key) FROM log_index")));
    }

    [Fact]
    public async Task What_finds_erased_rows_goes_with_them_also_where_it_finds_later_ones()
    {
        // All rows of the log in one sealing, so that one entry stands for both months.
        await using var log = await AgedLog.CreateAsync(0);
        await log.Log.AskAsync(AgedLog.RowsAMonth);
        log.Log.Time.Set(TestDays.Now.AddMonths(1));
        await log.Log.AskAsync(AgedLog.RowsAMonth);
        await log.Log.SealAllAsync();
        log.Log.Time.Set(TestDays.Now.AddMonths(Kept + 1));
        var account = QueryRow.Read(log.Log.Rows()[0]).AccountId;

        await log.Retention.RunAsync();

        using var connection = log.Log.House.Database.Open();
        Assert.Equal(
            [14, 13, 12, 11, 10, 9, 8], LogPostings.Under(connection, LogPostings.OfParty(account, matchesOnly: false), first: 1, beyond: long.MaxValue));
        Assert.Equal([14, 11, 8], LogPostings.Under(connection, LogPostings.OfMatches(), first: 1, beyond: long.MaxValue));
        Assert.Equal(14, log.Log.House.QueryLogReader.List(new QueryLogFilter { AccountId = account }, 100)[0].Seq);
    }

    [Fact]
    public async Task A_row_asked_for_just_before_midnight_keeps_its_key_for_another_month()
    {
        await using var log = await AgedLog.CreateAsync(1);

        // The pseudonym is made before the row gets its time.
        log.Log.House.Writer.BeforeCommit = null;
        log.Log.Time.Set(new DateTimeOffset(2026, 11, 30, 22, 59, 59, TimeSpan.Zero));
        var late = new HeldCommit(log.Log.House.Writer);
        var first = log.Log.AskAsync();
        await late.Reached;
        var second = log.Log.AskAsync();
        log.Log.Time.Set(new DateTimeOffset(2026, 11, 30, 23, 0, 1, TimeSpan.Zero));
        late.Release();
        await Task.WhenAll(first, second);
        await log.Log.SealAllAsync();
        log.Log.Time.Set(TestDays.Now.AddMonths(Kept + 1));

        await log.Retention.RunAsync();
        Assert.Equal((AgedLog.RowsAMonth + 2, 1), (log.FirstSeq, log.Keys.Count));
        log.Log.Time.Set(TestDays.Now.AddMonths(Kept + 2));
        await log.Retention.RunAsync();

        Assert.Equal((0, 0), (log.FirstSeq, log.Keys.Count));
    }

    [Fact]
    public async Task More_than_a_month_at_once_is_announced_for_a_day()
    {
        await using var log = await AgedLog.CreateAsync(3);
        log.Log.Time.Set(TestDays.Now.AddMonths(Kept + 2));

        var first = await log.Retention.RunAsync();
        log.Log.Time.Advance(TimeSpan.FromHours(23));
        var second = await log.Retention.RunAsync();
        log.Log.Time.Advance(TimeSpan.FromHours(1));
        var third = await log.Retention.RunAsync();

        Assert.Equal((2 * AgedLog.RowsAMonth, 0), (first.Announced!.LastSeq, first.Rows));
        Assert.Equal((2 * AgedLog.RowsAMonth, 0), (second.Announced!.LastSeq, second.Rows));
        Assert.Equal((null, 2 * AgedLog.RowsAMonth), (third.Announced, third.Rows));
        log.AssertInOrder();
    }

    [Fact]
    public async Task A_clock_that_was_set_right_again_in_time_has_erased_nothing()
    {
        await using var log = await AgedLog.CreateAsync(3);
        var right = log.Log.Time.GetUtcNow();
        log.Log.Time.Set(right.AddYears(5));
        await log.Retention.RunAsync();
        log.Log.Time.Set(right);
        log.Log.Time.Advance(TimeSpan.FromDays(2));

        var report = await log.Retention.RunAsync();

        Assert.False(report.DidSomething);
        Assert.Null(report.Announced);
        Assert.Equal((1, 3), (log.FirstSeq, log.Keys.Count));
    }

    [Fact]
    public async Task A_log_that_is_not_what_it_was_is_left_as_it_is()
    {
        await using var log = await AgedLog.CreateAsync(Kept + 2);
        log.Log.Sealer.Distrust(LogFinding.RowChanged);

        var report = await log.Retention.RunAsync();

        Assert.False(report.DidSomething);
        Assert.Equal(1, log.FirstSeq);
    }

    [Fact]
    public async Task While_somebody_reads_traces_may_remain_and_the_next_round_takes_them()
    {
        await using var log = await AgedLog.CreateAsync(Kept + 2);
        RetentionReport busy;
        await using (var reader = log.Log.House.Database.Open())
        {
            await reader.ExecuteAsync("BEGIN DEFERRED");
            Assert.NotEqual(0, await reader.ExecuteScalarAsync<int>("SELECT count(*) FROM query_log"));
            busy = await log.Retention.RunAsync();
            await reader.ExecuteAsync("ROLLBACK TRANSACTION");
        }

        var next = await log.Retention.RunAsync();

        Assert.True(busy.TracesRemain);
        Assert.False(next.TracesRemain);
        Assert.Equal(0, new FileInfo(log.Log.House.Database.FilePath + "-wal").Length);
    }

    [Fact]
    public async Task No_file_holds_the_pseudonym_or_the_account_of_an_erased_row()
    {
        await using var log = await AgedLog.CreateAsync(0);
        var account = OpaqueId.Create();
        await log.AskAsync(account, "Kanariepieters");
        var pseudonym = log.Log.Rows()[0].AsSpan(LogFormat.SubjectAt, LogFormat.HashBytes).ToArray();
        log.Log.Time.Set(TestDays.Now.AddMonths(Kept));
        await log.AskAsync(OpaqueId.Create(), "Zonderveld");
        Assert.NotEmpty(FilesWith(log.Log.Folder, pseudonym));
        Assert.NotEmpty(FilesWith(log.Log.Folder, account.ToByteArray()));

        log.Log.Time.Set(TestDays.Now.AddMonths(Kept + 1));
        await log.Retention.RunAsync();

        Assert.Empty(FilesWith(log.Log.Folder, pseudonym));
        Assert.Empty(FilesWith(log.Log.Folder, account.ToByteArray()));
        await log.Log.CloseAsync();
        Assert.Empty(FilesWith(log.Log.Folder, pseudonym));
        Assert.Empty(FilesWith(log.Log.Folder, account.ToByteArray()));
    }

    [Fact]
    public async Task What_a_crash_left_of_the_making_of_a_key_goes_too()
    {
        await using var log = await AgedLog.CreateAsync(Kept + 2);
        var folder = Path.Combine(log.Log.Keys, "log-subjects");
        var old = Path.Combine(folder, "2026-11.key.aaaa.new");
        var older = Path.Combine(folder, "2026-10.key.bbbb.new");
        var now = Path.Combine(folder, "2028-12.key.cccc.new");
        foreach (var file in (string[])[old, older, now])
        {
            await File.WriteAllTextAsync(file, "x", TestContext.Current.CancellationToken);
        }

        await log.Retention.RunAsync();

        Assert.Equal((false, false, true), (File.Exists(old), File.Exists(older), File.Exists(now)));
    }

    private static IEnumerable<string> FilesWith(string folder, byte[] needle) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
        .Where(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.GetBuffer().AsSpan(0, (int)copy.Length).IndexOf(needle) >= 0;
        });

    [Theory]
    [InlineData("statement")]
    [InlineData(null)]
    public async Task A_statement_that_this_log_did_not_make_erases_nothing_and_stops_the_log(string? note)
    {
        await using var log = await AgedLog.CreateAsync(2);

        // Nobody's, or this log's own about other rows.
        log.Log.Tamper("INSERT INTO log_erasure (last_seq, note) VALUES (7, @note)", new { note = note ?? log.Log.StatementOf(3) });

        var report = await log.Retention.RunAsync();
        var refused = await log.Log.RefusedAfterAsync(_ => { });

        Assert.False(report.DidSomething);
        Assert.Equal((LogFinding.FalseErasure, LogFinding.FalseErasure), (log.Log.Sealer.Finding, refused.Finding));
        Assert.Contains("niet getekend", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_period_that_nobody_chose_is_not_in_force_and_the_verifier_says_so()
    {
        await using var log = await AgedLog.CreateAsync(4);
        log.Log.Tamper("UPDATE log_identity SET retention_months = 1");

        var report = await log.Retention.RunAsync();
        var verified = log.Verify();

        Assert.False(report.DidSomething);
        Assert.Equal((Kept, 1L), (log.Store.Months(), log.FirstSeq));
        Assert.Contains("(1 maanden) is niet die is vastgelegd (24 maanden)", Assert.Single(verified.Findings).Sentence, StringComparison.Ordinal);
    }
}
