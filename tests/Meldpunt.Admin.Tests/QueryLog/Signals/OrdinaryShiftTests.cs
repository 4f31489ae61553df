using Meldpunt.Admin.QueryLog.Signals;

namespace Meldpunt.Admin.Tests.QueryLog.Signals;

/// <summary>A gate that does what it is for raises nothing.</summary>
public sealed class OrdinaryShiftTests
{
    [Fact]
    public async Task A_shift_of_eight_hours_with_200_visitors_an_hour_and_one_match_in_a_hundred_raises_nothing()
    {
        await using var bench = await SignalBench.StartAsync();
        await bench.Hours.SetAsync(bench.Garage.Participant.Id, ShiftHours.Parse(["dagelijks 20:00-04:30"]));
        var (asked, matched) = (0, 0);

        foreach (var (person, after, isMatch) in new OrdinaryShift(seed: 20261122, visitorsAnHour: 200).Questions())
        {
            await bench.AskAsync(person, after, isMatch);
            asked++;
            matched += isMatch ? 1 : 0;
            if (asked % 100 == 0)
            {
                Assert.Empty(await bench.LookAsync());
            }
        }

        Assert.Empty(await bench.LookAsync());
        Assert.InRange(asked, 1_400, 2_100);
        Assert.InRange(matched, 5, 40);
    }

    [Fact]
    public void Two_hundred_ordinary_shifts_raise_nothing()
    {
        var raised = Enumerable.Range(1, 200).AsParallel().WithDegreeOfParallelism(2).SelectMany(seed => new OrdinaryShift(seed, visitorsAnHour: 200).Signals());

        Assert.Empty(raised);
    }

    [Fact]
    public void An_evening_of_600_visitors_an_hour_is_no_burst()
    {
        var raised = Enumerable.Range(1, 20).SelectMany(seed => new OrdinaryShift(seed, visitorsAnHour: 600, hours: 3).Signals());

        Assert.DoesNotContain(SignalKind.NoMatchBurst, raised);
    }
}
