using Meldpunt.Admin.QueryLog.Retention;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Service.Background;
using Meldpunt.Service.Tests.Houses;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Service.Tests;

/// <summary>While the service runs, rows go when their time is over: with a line of numbers, on the page of the log, and without anybody at a gate noticing.</summary>
public sealed class LogErasingTests : IAsyncLifetime
{
    private const int SqliteFull = 13;

    private readonly TestHouse _house = new();

    private LogErasing Erasing => _house.Part<LogErasing>();

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        await AskAsync();
        await AskAsync();

        // Two years and ten days on it is December, and November of two years before is over.
        _house.Time.Advance(new DateTimeOffset(2028, 12, 1, 11, 0, 0, TimeSpan.Zero) - _house.Time.GetUtcNow());
        await AskAsync();
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Old_rows_go_and_the_operational_log_and_the_page_say_so()
    {
        await Erasing.EraseAsync(TestContext.Current.CancellationToken);
        await _house.Part<LogWatch>().LookAsync(TestContext.Current.CancellationToken);
        using var auditor = await Browser.SignInAsync(_house, "toezicht");
        var page = await auditor.ReadAsync("/logboek");

        Assert.Equal([3], _house.Installation.QueryLogReader.All().Select(row => row.Seq));
        Assert.Contains("2 rows, up to row 2; keys of 1 months destroyed", _house.Log.ToString(), StringComparison.Ordinal);
        Assert.Contains("rijen 1 t/m 2 gewist, alle van voor 1 december 2026", page, StringComparison.Ordinal);
        Assert.Contains("Het logboek is in orde", page, StringComparison.Ordinal);
        Assert.Empty(_house.Part<LogWatch>().Newest.Findings);
    }

    [Fact]
    public async Task When_the_disk_is_full_the_page_says_that_erasing_failed_and_the_next_round_does_it()
    {
        _house.Installation.Writer.BeforeCommit = _ => throw new SqliteException("disk full", SqliteFull);
        await Erasing.EraseAsync(TestContext.Current.CancellationToken);
        _house.Installation.Writer.BeforeCommit = null;
        Assert.True(Erasing.Newest.Failed);

        await Erasing.EraseAsync(TestContext.Current.CancellationToken);

        Assert.False(Erasing.Newest.Failed);
        Assert.Equal(3, Assert.Single(_house.Installation.QueryLogReader.All()).Seq);
    }

    [Fact]
    public async Task A_service_that_was_stopped_while_erasing_and_stood_still_for_days_finishes_it_and_answers()
    {
        _house.Part<LogRetention>().At = step =>
        {
            if (step == RetentionStep.Stated)
            {
                throw new InvalidOperationException("broken off by the test");
            }
        };
        await Erasing.EraseAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, _house.Installation.QueryLogReader.All().Count());
        _house.Time.Advance(TimeSpan.FromDays(3));

        await _house.RestartAsync();
        await Erasing.FirstRound;
        await _house.Part<LogWatch>().LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, Assert.Single(_house.Installation.QueryLogReader.All()).Seq);
        Assert.Empty(_house.Part<LogWatch>().Newest.Findings);
        await AskAsync();
    }

    [Fact]
    public async Task While_the_clock_is_not_believed_nothing_is_erased()
    {
        _house.Time.Jump(TimeSpan.FromDays(2_000));

        await Erasing.EraseAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, _house.Installation.QueryLogReader.All().Count());
    }

    [Fact]
    public async Task More_than_a_month_at_once_is_announced_on_the_page()
    {
        _house.Time.Advance(TimeSpan.FromDays(31));
        await Erasing.EraseAsync(TestContext.Current.CancellationToken);
        using var auditor = await Browser.SignInAsync(_house, "toezicht");

        var page = await auditor.ReadAsync("/logboek");

        Assert.Contains("Over een dag worden de rijen tot en met 2 gewist", page, StringComparison.Ordinal);
        Assert.Equal(3, _house.Installation.QueryLogReader.All().Count());
    }

    private async Task AskAsync()
    {
        using var gate = _house.Client("poort");
        (await gate.PostAsync(Talk.Queries, Talk.Person())).EnsureSuccessStatusCode();
        for (var attempt = 0; attempt < 100 && _house.Part<LogSealer>().Published.Size < _house.Installation.QueryLog.LastSeq; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
