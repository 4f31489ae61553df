using Meldpunt.Admin.Messages;

namespace Meldpunt.Admin.Tests.Messages;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Made = new(2026, 11, 21, 11, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 30)]
    [InlineData(3, 120)]
    [InlineData(4, 600)]
    [InlineData(5, 1_800)]
    [InlineData(6, 1_800)]
    [InlineData(1_000, 1_800)]
    public void The_wait_grows_to_half_an_hour_and_has_up_to_a_fifth_of_chance(int attempts, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetrySchedule.WaitAfter(attempts, retryAfter: null, chance: 0));
        Assert.InRange(RetrySchedule.WaitAfter(attempts, retryAfter: null, chance: 0.999).TotalSeconds, seconds * 1.19, seconds * 1.2);
    }

    [Theory]
    [InlineData(180, 180)]
    [InlineData(1, 120)]
    [InlineData(0, 120)]
    [InlineData(-500, 120)]
    [InlineData(3_600, 3_600)]
    [InlineData(86_400, 3_600)]
    public void What_the_other_side_asks_for_is_kept_up_to_an_hour_and_never_hurries_us(int asked, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetrySchedule.WaitAfter(3, TimeSpan.FromSeconds(asked), chance: 0));

    [Fact]
    public void Three_days_after_it_was_made_it_is_over_and_not_a_moment_before()
    {
        Assert.False(RetrySchedule.IsOver(Made, ChannelHours.Always, Made.AddDays(3).AddMilliseconds(-1)));
        Assert.True(RetrySchedule.IsOver(Made, ChannelHours.Always, Made.AddDays(3)));
    }

    [Fact]
    public void The_three_days_begin_when_the_channel_opens()
    {
        // Made on a Saturday; open from Monday at nine.
        var hours = ChannelHours.Of("ma 09:00-17:00");
        var opens = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

        Assert.False(RetrySchedule.IsOver(Made, hours, opens.AddDays(3).AddMinutes(-1)));
        Assert.True(RetrySchedule.IsOver(Made, hours, opens.AddDays(3)));
    }
}
