using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Calendar;

public sealed class DutchCalendarTests
{
    [Theory]
    [InlineData("2026-11-21T22:59:59.999Z", "2026-11-21")]
    [InlineData("2026-11-21T23:00:00Z", "2026-11-22")]
    [InlineData("2026-07-01T21:59:59.999Z", "2026-07-01")]
    [InlineData("2026-07-01T22:00:00Z", "2026-07-02")]
    [InlineData("2026-12-31T23:00:00Z", "2027-01-01")]
    [InlineData("2028-02-28T23:00:00Z", "2028-02-29")]
    public void The_day_changes_at_midnight_in_the_Netherlands(string moment, string day)
    {
        var time = new ManualTime(Moment(moment));

        var today = DutchCalendar.Today(time);

        Assert.Equal(day, TestDays.Text(today));
    }

    [Theory]
    [InlineData("2026-03-28", 24)]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-03-30", 24)]
    [InlineData("2026-10-24", 24)]
    [InlineData("2026-10-25", 25)]
    [InlineData("2026-10-26", 24)]
    public void The_day_on_which_summer_time_begins_is_an_hour_short_and_the_day_it_ends_an_hour_long(string day, int hours)
    {
        var start = DutchCalendar.StartOf(Day(day));
        var end = DutchCalendar.StartOf(Day(day).AddDays(1));

        Assert.Equal(hours, (end - start).TotalHours);
        Assert.Equal(Day(day), DutchCalendar.DayOf(start));
        Assert.Equal(Day(day), DutchCalendar.DayOf(end.AddTicks(-1)));
        Assert.Equal(Day(day).AddDays(1), DutchCalendar.DayOf(end));
    }

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", "2026-03-29T01:59:59+01:00")]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25T02:30:00+02:00")]
    [InlineData("2026-10-25T01:30:00Z", "2026-10-25T02:30:00+01:00")]
    public void The_clock_skips_an_hour_in_March_and_repeats_one_in_October(string moment, string local)
    {
        var shown = DutchCalendar.ToLocal(Moment(moment));

        Assert.Equal(Moment(local), shown);
        Assert.Equal(Moment(local).Offset, shown.Offset);
    }

    [Fact]
    public void The_beginning_of_a_day_is_said_in_UTC()
    {
        var start = DutchCalendar.StartOf(new DateOnly(2026, 7, 1));

        Assert.Equal(Moment("2026-06-30T22:00:00Z"), start);
        Assert.Equal(TimeSpan.Zero, start.Offset);
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "O", System.Globalization.CultureInfo.InvariantCulture);
}
