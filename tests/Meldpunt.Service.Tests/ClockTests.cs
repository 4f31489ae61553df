using System.Net;
using Meldpunt.Admin.Calendar;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>A clock that jumps gives no row a false time: queries and registrations wait until it can be believed.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    // The service looks several times a second.
    private static readonly TimeSpan ALook = TimeSpan.FromSeconds(2);

    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_clock_that_jumps_ahead_is_believed_after_a_minute()
    {
        await AnswersAsync(HttpStatusCode.Created);
        _house.Time.Jump(TimeSpan.FromHours(3));

        await AnswersAsync(HttpStatusCode.ServiceUnavailable);
        _house.Time.Advance(TimeSpan.FromSeconds(50));
        await AnswersAsync(HttpStatusCode.ServiceUnavailable);
        _house.Time.Advance(TimeSpan.FromSeconds(10));

        await AnswersAsync(HttpStatusCode.Created);
        Assert.Equal(2, _house.Installation.QueryLogReader.All().Count());
    }

    [Fact]
    public async Task A_clock_that_jumps_ahead_and_is_set_right_is_believed_at_once()
    {
        await AnswersAsync(HttpStatusCode.Created);
        _house.Time.Jump(TimeSpan.FromHours(3));
        await AnswersAsync(HttpStatusCode.ServiceUnavailable);

        _house.Time.Jump(-TimeSpan.FromHours(3) + TimeSpan.FromSeconds(1));

        await AnswersAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_is_believed_when_it_has_caught_up_with_the_log()
    {
        await AnswersAsync(HttpStatusCode.Created);
        _house.Time.Jump(-TimeSpan.FromMinutes(10));

        await AnswersAsync(HttpStatusCode.ServiceUnavailable);
        _house.Time.Advance(TimeSpan.FromMinutes(8));
        await AnswersAsync(HttpStatusCode.ServiceUnavailable);
        _house.Time.Advance(TimeSpan.FromMinutes(1));

        await AnswersAsync(HttpStatusCode.Created);
        var times = _house.Installation.QueryLogReader.All().Select(row => row.RecordedAt).ToList();
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_before_the_start_is_seen_by_the_newest_row()
    {
        await AnswersAsync(HttpStatusCode.Created);
        _house.Time.Jump(-TimeSpan.FromHours(1));

        await _house.RestartAsync();

        await AnswersAsync(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task The_minute_begins_when_the_clock_jumps_and_not_when_the_next_visitor_comes()
    {
        _house.Time.Jump(TimeSpan.FromHours(3));
        await Task.Delay(ALook, TimeProvider.System, TestContext.Current.CancellationToken);
        _house.Time.Advance(ClockWatch.Quarantine);

        await AnswersAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Slow_drift_through_a_night_without_visitors_is_nothing()
    {
        for (var hour = 0; hour < 4; hour++)
        {
            _house.Time.Jump(TimeSpan.FromSeconds(25));
            await Task.Delay(ALook / 4, TimeProvider.System, TestContext.Current.CancellationToken);
        }

        await AnswersAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Nobody_is_registered_while_the_clock_is_not_believed()
    {
        using var desk = _house.Client("veiligheid");
        using var browser = await Browser.SignInAsync(_house, "veiligheid");
        // Not so far that the session is over.
        _house.Time.Jump(TimeSpan.FromMinutes(20));
        var ladder = Talk.Ban();
        ladder["criteria"]!["strafbaarFeit"] = false;
        ladder["criteria"]!["aangifteGedaan"] = false;

        var warning = await desk.PostAsync(Talk.Registrations, Talk.Warning());
        var look = await desk.PostAsync(Talk.Registrations, ladder);
        var page = await browser.PostAsync("/registreren", ("soort", "waarschuwing"));

        Assert.All((HttpResponseMessage[])[warning, look, page], answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode));
        Assert.Empty(_house.Installation.QueryLogReader.All());
        Assert.Equal(0, _house.Installation.Projection.Count);
    }

    [Fact]
    public async Task No_checkpoint_gets_its_moment_from_a_clock_that_jumped()
    {
        _house.Sealer.At = _ => throw new IOException("not yet");
        await AnswersAsync(HttpStatusCode.Created);
        _house.Time.Jump(TimeSpan.FromDays(365));
        await AnswersAsync(HttpStatusCode.ServiceUnavailable);

        _house.Sealer.At = null;
        await Task.Delay(ALook, TimeProvider.System, TestContext.Current.CancellationToken);
        var sealedMeanwhile = _house.Sealer.Published.Size;
        _house.Time.Jump(-TimeSpan.FromDays(365));
        await Talk.UntilAsync(() => _house.Sealer.Published.Size == 1, "the row was sealed");

        Assert.Equal(0, sealedMeanwhile);
        Assert.Equal(_house.Time.GetUtcNow(), _house.Sealer.Published.SealedAt);
    }

    private async Task AnswersAsync(HttpStatusCode expected)
    {
        using var gate = _house.Client("poort");
        using var watcher = _house.Client(account: null);
        var answer = await gate.PostAsync(Talk.Queries, Talk.Person());
        var told = await (await watcher.ReadAsync("/readyz")).JsonAsync();
        Assert.Equal((expected, expected == HttpStatusCode.Created), (answer.StatusCode, told["klok"]!.GetValue<bool>()));
    }
}
