using Meldpunt.Admin.QueryLog.Signals;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.QueryLog.Signals;

public sealed class ShiftHoursTests
{
    // 21 November 2026 is a Saturday.
    [Theory]
    [InlineData("ma-vr 07:00-23:30", -1, "07:00", true)]
    [InlineData("ma-vr 07:00-23:30", -1, "06:59", false)]
    [InlineData("ma-vr 07:00-23:30", -1, "23:29", true)]
    [InlineData("ma-vr 07:00-23:30", -1, "23:30", false)]
    [InlineData("ma-vr 07:00-23:30", 0, "12:00", false)]
    [InlineData("za 09:00-02:00", 0, "23:59", true)]
    [InlineData("za 09:00-02:00", 1, "01:59", true)]
    [InlineData("za 09:00-02:00", 1, "02:00", false)]
    [InlineData("za 09:00-02:00", 0, "01:00", false)]
    [InlineData("vr-ma 10:00-11:00", 1, "10:30", true)]
    [InlineData("vr-ma 10:00-11:00", 2, "10:30", true)]
    [InlineData("vr-ma 10:00-11:00", 3, "10:30", false)]
    [InlineData("dagelijks 00:00-24:00", 3, "23:59", true)]
    [InlineData("ma-vr 07:00-23:30;za 09:00-02:00", 0, "12:00", true)]
    public void Hours_are_those_on_the_Dutch_clock_over_midnight_too(string hours, int daysAfterSaturday, string time, bool isWithin)
    {
        var clock = TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        var moment = TestDays.At(TestDays.Today.AddDays(daysAfterSaturday), clock.Hour, clock.Minute);

        Assert.Equal(isWithin, ShiftHours.Parse(hours.Split(';')).Contain(moment));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ma-vr")]
    [InlineData("maandag 07:00-23:30")]
    [InlineData("ma-di-wo 07:00-23:30")]
    [InlineData("ma 07:00")]
    [InlineData("ma 7:00-23:30")]
    [InlineData("ma 07:00-25:00")]
    [InlineData("ma 24:00-07:00")]
    [InlineData("ma 07:00-07:00")]
    [InlineData("ma 07:00-12:00 13:00-17:00")]
    public void What_is_no_shift_is_refused_in_words(string line) =>
        Assert.Throws<AdministrationException>(() => ShiftHours.Parse([line]));

    [Fact]
    public async Task Hours_are_set_replaced_and_taken_away()
    {
        await using var bench = await SignalBench.StartAsync();
        var noord = bench.Garage.Participant.Id;

        await bench.Hours.SetAsync(noord, ShiftHours.Parse(["ma-vr 07:00-23:30", "za 09:00-02:00"]));
        var first = bench.Hours.Read()[noord].Text;
        await bench.Hours.SetAsync(noord, ShiftHours.Parse(["dagelijks 07:00-19:00"]));
        var second = bench.Hours.Read()[noord].Text;
        await bench.Hours.SetAsync(noord, hours: null);

        Assert.Equal(("ma-vr 07:00-23:30;za 09:00-02:00", "dagelijks 07:00-19:00"), (first, second));
        Assert.Empty(bench.Hours.Read());
    }
}
