using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Tests.QueryLog.Signals;

namespace Meldpunt.Admin.Tests.QueryLog.Budgets;

/// <summary>A gate that does what it is for does not notice the budgets. The figures that this prints stand in docs/adr/0025.</summary>
public sealed class OrdinaryGateTests
{
    // One answer in a hundred may wait for a moment.
    private const double SmallShare = 0.01;

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(0.5);

    [Fact]
    public void Fifty_shifts_of_200_visitors_an_hour_are_neither_refused_nor_slowed()
    {
        var traffic = Each(50, seed => [(GateTraffic.NewLane(), new OrdinaryShift(seed, visitorsAnHour: 200))]);

        Report("200 an hour, 8 hours, 50 shifts", traffic);
        Assert.All(traffic, shift => Assert.Equal((0, 0.0), (shift.Refused, shift.DelayedShare)));
    }

    [Fact]
    public void Evenings_of_600_visitors_an_hour_are_not_refused_and_hardly_slowed()
    {
        var traffic = Each(20, seed => [(GateTraffic.NewLane(), new OrdinaryShift(seed, visitorsAnHour: 600, hours: 3))]);

        Report("600 an hour, 3 hours, 20 evenings", traffic);
        AssertUntouched(traffic);
    }

    [Fact]
    public void Fifteen_visitors_a_minute_for_two_hours_by_one_account_are_not_refused_and_hardly_slowed()
    {
        var traffic = Each(20, seed => [(GateTraffic.NewLane(), new OrdinaryShift(seed, visitorsAnHour: 900, hours: 2))]);

        Report("15 a minute, 2 hours, 20 rushes", traffic);
        AssertUntouched(traffic);
    }

    [Fact]
    public void Three_lanes_of_one_garage_in_its_rush_do_not_stand_in_each_others_way()
    {
        var traffic = Each(10, seed =>
        {
            var garage = GateTraffic.NewParticipant();
            var location = GateTraffic.NewLocation(garage);
            return Enumerable.Range(0, 3).Select(lane => (GateTraffic.NewLane(garage, location), new OrdinaryShift((seed * 10) + lane, visitorsAnHour: 900, hours: 2)));
        });

        Report("three lanes, 15 a minute each, 2 hours, 10 rushes", traffic);
        AssertUntouched(traffic);
    }

    [Fact]
    public void A_barrier_at_twenty_a_minute_goes_on_through_its_rush()
    {
        var traffic = Each(10, seed => [(GateTraffic.NewLane(AccountKind.System), new OrdinaryShift(seed, visitorsAnHour: 1_200, hours: 2))]);

        Report("a system, 20 a minute, 2 hours, 10 rushes", traffic);
        AssertUntouched(traffic);
    }

    [Fact]
    public void A_consortium_of_fifty_garages_in_the_rush_of_the_same_evening_is_not_refused()
    {
        // Twenty-five participants of two garages; every garage has one gate that takes 600 an hour.
        var traffic = new GateTraffic();
        var lanes = Enumerable.Range(1, 25).SelectMany(number =>
        {
            var participant = GateTraffic.NewParticipant();
            return Enumerable.Range(0, 2).Select(garage =>
                (GateTraffic.NewLane(participant, GateTraffic.NewLocation(participant)), new OrdinaryShift((number * 10) + garage, visitorsAnHour: 600, hours: 1)));
        });

        traffic.Work(lanes);

        Report("fifty garages, 600 an hour each, 1 hour", [traffic]);
        AssertUntouched([traffic]);
    }

    [Fact]
    public void Two_busy_evenings_after_two_ordinary_days_are_not_refused()
    {
        var traffic = new GateTraffic();
        var lane = GateTraffic.NewLane();
        for (var day = 1; day <= 4; day++)
        {
            var isBusy = day > 2;
            traffic.Work([(lane, isBusy ? new OrdinaryShift(day, visitorsAnHour: 600, hours: 4) : new OrdinaryShift(day, visitorsAnHour: 200))]);
            traffic.Pass(TimeSpan.FromHours(isBusy ? 20 : 16));
        }

        Report("two days of 200 an hour, then two evenings of 4 hours at 600", [traffic]);
        Assert.Equal(0, traffic.Refused);
    }

    private static List<GateTraffic> Each(int shifts, Func<int, IEnumerable<(Caller Lane, OrdinaryShift Shift)>> lanesOf) =>
        Enumerable.Range(1, shifts).AsParallel().WithDegreeOfParallelism(2).Select(seed =>
        {
            var traffic = new GateTraffic();
            traffic.Work(lanesOf(seed));
            return traffic;
        }).ToList();

    private static void AssertUntouched(IEnumerable<GateTraffic> traffic) => Assert.All(traffic, shift =>
    {
        Assert.Equal(0, shift.Refused);
        Assert.InRange(shift.DelayedShare, 0, SmallShare);
        Assert.InRange(shift.LongestWait, TimeSpan.Zero, Moment);
    });

    private static void Report(string what, IReadOnlyCollection<GateTraffic> traffic) => TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(
        $"{what}: {traffic.Sum(shift => shift.Asked)} questions, {traffic.Sum(shift => shift.Refused)} refused, {traffic.Sum(shift => shift.DelayedShare * shift.Asked):0} slowed, at most {traffic.Max(shift => shift.LongestWait).TotalSeconds:0.00} s"));
}
