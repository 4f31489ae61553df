using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Tests.QueryLog.Budgets;

/// <summary>Somebody who walks a list and knows the budgets. The figures that this prints stand in docs/adr/0025.</summary>
public sealed class PatientWalkTests
{
    [Fact]
    public void Whoever_asks_as_fast_as_they_may_gets_what_the_shift_bucket_gives()
    {
        var traffic = new GateTraffic();
        var lane = GateTraffic.NewLane();
        var days = new List<int>();
        var number = 0;
        for (var day = 0; day < 7; day++)
        {
            var answered = 0;
            while (traffic.Passed < TimeSpan.FromDays(day + 1))
            {
                answered += traffic.Ask(lane, Candidate(number)) ? 1 : 0;
                number++;
                traffic.Pass(TimeSpan.FromSeconds(10));
            }

            days.Add(answered);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"answered on each of seven days: {string.Join(", ", days)}; refused {traffic.Refused}");
        Assert.InRange(days[0], 1, 4_000 + (24 * 75) + 75);
        Assert.All(days.Skip(1), day => Assert.InRange(day, 1, (24 * 75) + 75));
        Assert.True(traffic.Refused > 0);
    }

    [Fact]
    public void Whoever_stays_below_the_rate_is_never_refused_and_gets_1800_a_day()
    {
        var traffic = new GateTraffic();
        var lane = GateTraffic.NewLane();
        for (var number = 0; number < 7 * 24 * 74; number++)
        {
            _ = traffic.Ask(lane, Candidate(number));
            traffic.Pass(TimeSpan.FromHours(1) / 74);
        }

        Assert.Equal(0, traffic.Refused);
    }

    private static PersonDetails Candidate(int number) => new()
    {
        Surname = $"Kandidaat{number}",
        FirstNames = "Anna",
        BirthDate = BirthDate.TryParse("1984-03-12", out var date) ? date : default,
    };
}
