using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Calendar;

/// <summary>Whose time goes into the rows: a clock that jumps is not believed at once, one that drifts is.</summary>
public sealed class ClockWatchTests
{
    private readonly ManualTime _time = new(TestDays.Now);
    private readonly ClockWatch _watch;
    private DateTimeOffset? _newestRow;

    public ClockWatchTests() => _watch = new ClockWatch(_time, () => _newestRow);

    [Fact]
    public void A_clock_that_runs_is_right() => Assert.Equal(ClockTrouble.None, AfterRunning(TimeSpan.FromDays(3)));

    [Theory]
    [InlineData(-1)]
    [InlineData(-60)]
    public void A_small_step_back_is_nothing_because_the_log_holds_its_time(int seconds)
    {
        _newestRow = _time.GetUtcNow();

        Jump(seconds);

        Assert.Equal(ClockTrouble.None, _watch.Look());
    }

    [Fact]
    public void A_clock_more_than_a_minute_behind_the_log_is_not_believed_until_it_has_caught_up()
    {
        _newestRow = _time.GetUtcNow();
        Jump(-3_600);

        Assert.Equal(ClockTrouble.BehindLog, _watch.Look());
        Assert.Equal(ClockTrouble.BehindLog, AfterRunning(TimeSpan.FromMinutes(58)));
        Assert.Equal(ClockTrouble.None, AfterRunning(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void A_clock_that_was_set_back_and_then_right_is_believed_at_once()
    {
        _newestRow = _time.GetUtcNow();
        Jump(-7_200);
        Assert.Equal(ClockTrouble.BehindLog, _watch.Look());
        AfterRunning(TimeSpan.FromSeconds(10));

        Jump(7_200);

        Assert.Equal(ClockTrouble.None, _watch.Look());
    }

    [Fact]
    public void A_step_ahead_of_a_minute_is_nothing()
    {
        Jump(60);

        Assert.Equal(ClockTrouble.None, _watch.Look());
    }

    [Fact]
    public void A_jump_ahead_is_believed_when_the_clock_ran_evenly_for_a_minute_since()
    {
        Jump(3_600);

        Assert.Equal(ClockTrouble.JumpedAhead, _watch.Look());
        Assert.Equal(ClockTrouble.JumpedAhead, AfterRunning(TimeSpan.FromSeconds(59)));
        Assert.Equal(ClockTrouble.None, AfterRunning(TimeSpan.FromSeconds(1)));
        Assert.Equal(ClockTrouble.None, AfterRunning(TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-2)]
    public void A_jump_ahead_that_is_set_right_is_over_at_once_also_when_the_clock_was_a_little_off_before(int off)
    {
        Jump(3_600);
        Assert.Equal(ClockTrouble.JumpedAhead, _watch.Look());
        AfterRunning(TimeSpan.FromSeconds(5));

        Jump(-3_600 + off);

        Assert.Equal(ClockTrouble.None, _watch.Look());
        Assert.Equal(ClockTrouble.None, AfterRunning(TimeSpan.FromMinutes(5)));
    }

    [Theory]
    [InlineData(3_600)]
    [InlineData(-1_800)]
    public void A_second_jump_begins_the_minute_anew(int seconds)
    {
        Jump(3_600);
        _watch.Look();
        AfterRunning(TimeSpan.FromSeconds(50));

        Jump(seconds);

        Assert.Equal(ClockTrouble.JumpedAhead, _watch.Look());
        Assert.Equal(ClockTrouble.JumpedAhead, AfterRunning(TimeSpan.FromSeconds(59)));
        Assert.Equal(ClockTrouble.None, AfterRunning(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_machine_that_stood_still_has_a_clock_that_jumped_ahead()
    {
        // The timer stood still with it, the clock did not.
        Jump((int)TimeSpan.FromHours(8).TotalSeconds);

        Assert.Equal(ClockTrouble.JumpedAhead, _watch.Look());
        Assert.Equal(ClockTrouble.None, AfterRunning(ClockWatch.Quarantine));
    }

    [Fact]
    public void Slow_drift_adds_up_to_nothing()
    {
        for (var hour = 0; hour < 24 * 7; hour++)
        {
            Jump(2);
            Assert.Equal(ClockTrouble.None, AfterRunning(TimeSpan.FromHours(1)));
        }
    }

    [Fact]
    public void A_clock_that_is_wrong_by_a_day_at_the_start_is_seen_by_the_newest_row()
    {
        _newestRow = TestDays.Now.AddDays(1);

        Assert.Equal(ClockTrouble.BehindLog, _watch.Look());
    }

    [Fact]
    public void An_empty_log_says_nothing_about_the_clock()
    {
        Jump(-86_400);

        Assert.Equal(ClockTrouble.None, _watch.Look());
    }

    private void Jump(int seconds) => _time.Set(_time.GetUtcNow().AddSeconds(seconds));

    // Looked at once a second, as the service does; what the last look says.
    private ClockTrouble AfterRunning(TimeSpan time)
    {
        var last = _watch.Look();
        for (var second = 0; second < Math.Min(time.TotalSeconds, 120); second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            last = _watch.Look();
        }

        if (time.TotalSeconds > 120)
        {
            _time.Advance(time - TimeSpan.FromSeconds(120));
            last = _watch.Look();
        }

        return last;
    }
}
