using System.Globalization;
using Meldpunt.Admin.Messages;

namespace Meldpunt.Admin.Tests.Messages;

public sealed class ChannelHoursTests
{
    private const string Example = "ma-vr 07:00-23:30;za-zo 09:00-02:00";

    // 2026-11-21 is a Saturday; the Netherlands are one hour ahead of UTC in November.
    [Theory]
    [InlineData("2026-11-20T06:00:00Z", true)]
    [InlineData("2026-11-20T05:59:59Z", false)]
    [InlineData("2026-11-20T22:29:59Z", true)]
    [InlineData("2026-11-20T22:30:00Z", false)]
    [InlineData("2026-11-21T07:59:59Z", false)]
    [InlineData("2026-11-21T08:00:00Z", true)]
    [InlineData("2026-11-22T00:59:59Z", true)]
    [InlineData("2026-11-22T01:00:00Z", false)]
    [InlineData("2026-11-23T00:30:00Z", true)]
    [InlineData("2026-11-24T00:30:00Z", false)]
    public void Hours_are_those_of_the_Dutch_clock_and_may_go_past_midnight(string moment, bool isOpen) =>
        Assert.Equal(isOpen, ChannelHours.Of(Example).IsOpenAt(At(moment)));

    [Theory]
    [InlineData(Example, "2026-11-20T22:30:00Z", "2026-11-21T08:00:00Z")]
    [InlineData(Example, "2026-11-21T12:00:00Z", "2026-11-21T12:00:00Z")]
    [InlineData("ma 09:00-10:00", "2026-11-23T09:00:00Z", "2026-11-30T08:00:00Z")]
    [InlineData("ma 09:00-10:00", "2026-11-23T07:59:00Z", "2026-11-23T08:00:00Z")]
    [InlineData("za-ma 00:00-24:00", "2026-11-24T12:00:00Z", "2026-11-27T23:00:00Z")]
    // In the night of 28 March 2027 the clock goes from two to three.
    [InlineData("zo 02:30-05:00", "2027-03-28T00:00:00Z", "2027-03-28T01:30:00Z")]
    [InlineData("zo 09:00-10:00", "2027-03-27T20:00:00Z", "2027-03-28T07:00:00Z")]
    public void Closed_hours_end_when_it_opens_next(string hours, string moment, string opens) =>
        Assert.Equal(At(opens), ChannelHours.Of(hours).NextOpen(At(moment)));

    [Theory]
    [InlineData("ma-zo 09:00-09:00")]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ma-zo 00:00-24:00")]
    public void Always_is_every_moment_of_a_week(string? hours)
    {
        var read = ChannelHours.Of(hours);

        Assert.All(Enumerable.Range(0, 7 * 24 * 4), quarter => Assert.True(read.IsOpenAt(At("2026-11-16T00:00:00Z").AddMinutes(15 * quarter))));
    }

    [Theory]
    [InlineData("altijd")]
    [InlineData("ma 9:00-10:00")]
    [InlineData("ma 25:00-26:00")]
    [InlineData("xx 09:00-10:00")]
    [InlineData("ma 09:00")]
    [InlineData("ma-vr-zo 09:00-10:00")]
    [InlineData("ma 09:00-10:00\nza 09:00-10:00")]
    [InlineData("ma 09:00-10:00;;;x")]
    [InlineData(";")]
    [InlineData("ma 09:00-10:00;di 09:00-10:00;wo 09:00-10:00;do 09:00-10:00;vr 09:00-10:00;za 09:00-10:00;zo 09:00-10:00;ma 11:00-12:00")]
    public void What_are_no_hours_is_refused(string text) => Assert.False(ChannelHours.TryParse(text, out _));

    [Theory]
    [InlineData(Example)]
    [InlineData("za-ma 00:00-00:00")]
    [InlineData("wo 22:15-06:45")]
    public void Hours_are_written_as_they_were_read(string text) => Assert.Equal(text, ChannelHours.Of(text).ToString());

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
