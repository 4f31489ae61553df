using Meldpunt.Admin.Calendar;
using Meldpunt.Service.Demo;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>The demo's clock on another day.</summary>
public sealed class ShiftedTimeTests
{
    [Theory]
    [InlineData(0, 30)]
    [InlineData(11, 0)]
    [InlineData(21, 59)]
    [InlineData(22, 30)]
    [InlineData(23, 59)]
    public void Whoever_asks_for_a_day_gets_it_at_every_hour_in_the_Netherlands_and_in_UTC(int hour, int minute)
    {
        foreach (var (real, asked) in ((DateTimeOffset, DateOnly)[])[
            (new DateTimeOffset(2026, 11, 21, hour, minute, 0, TimeSpan.Zero), new DateOnly(2027, 7, 1)),
            (new DateTimeOffset(2026, 7, 1, hour, minute, 0, TimeSpan.Zero), new DateOnly(2024, 2, 29))])
        {
            var time = new ShiftedTime(asked, new ManualTime(real));

            var now = time.GetUtcNow();

            Assert.Equal((asked, asked), (DutchCalendar.DayOf(now), DateOnly.FromDateTime(now.UtcDateTime)));
        }
    }

    [Fact]
    public void It_runs_on_with_the_real_clock()
    {
        var real = new ManualTime(new DateTimeOffset(2026, 11, 21, 11, 0, 0, TimeSpan.Zero));
        var time = new ShiftedTime(new DateOnly(2027, 7, 1), real);
        var before = time.GetUtcNow();

        real.Advance(TimeSpan.FromHours(3));

        Assert.Equal(TimeSpan.FromHours(3), time.GetUtcNow() - before);
    }
}
