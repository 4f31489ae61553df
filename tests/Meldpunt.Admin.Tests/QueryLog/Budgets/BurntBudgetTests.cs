using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.QueryLog.Budgets;
using Meldpunt.Admin.Tests.QueryLog.Signals;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Tests.QueryLog.Budgets;

/// <summary>Somebody who uses up all they may, so that others cannot ask. The figures that this prints stand in docs/adr/0025.</summary>
public sealed class BurntBudgetTests
{
    private static readonly TimeSpan LongestWaitOfOthers = TimeSpan.FromSeconds(1);

    private int _people;

    [Theory]
    [InlineData(AccountKind.Person, 4)]
    [InlineData(AccountKind.Person, 24)]
    [InlineData(AccountKind.System, 4)]
    [InlineData(AccountKind.System, 24)]
    public void Who_burnt_their_own_budget_and_goes_on_trying_keeps_no_other_lane_of_the_garage_waiting(AccountKind kind, int hours)
    {
        var garage = GateTraffic.NewParticipant();
        var location = GateTraffic.NewLocation(garage);
        var (burner, other) = (GateTraffic.NewLane(garage, location, kind), GateTraffic.NewLane(garage, location));

        var traffic = BurnAndWork(burner, other, hours);

        Assert.Equal((0, 0.0), (traffic.Refused, traffic.DelayedShare));
    }

    [Fact]
    public void The_colleague_who_comes_after_them_on_the_same_terminal_waits_a_moment_and_is_not_refused()
    {
        var burner = GateTraffic.NewLane();
        var colleague = new Caller
        {
            AccountId = GateTraffic.NewLane().AccountId,
            UserName = "poort-2",
            Role = Role.Gate,
            Participant = burner.Participant,
            Location = burner.Location,
            TerminalId = burner.TerminalId,
        };

        var traffic = BurnAndWork(burner, colleague, hours: 4);

        Assert.Equal(0, traffic.Refused);
        Assert.InRange(traffic.LongestWait, TimeSpan.FromTicks(1), LongestWaitOfOthers);
    }

    [Fact]
    public void No_budget_of_one_account_reaches_to_the_bottom_of_one_that_it_shares_with_others()
    {
        foreach (var span in Enum.GetValues<BudgetSpan>())
        {
            var budgets = Enum.GetValues<BudgetScope>().Select(scope => BudgetSheet.Standard[scope, span]).ToList();
            Budget Of(BudgetScope scope) => budgets.Single(budget => budget.Scope == scope);
            foreach (var (inner, outer) in new[]
            {
                (BudgetScope.Person, BudgetScope.Terminal), (BudgetScope.Terminal, BudgetScope.Location), (BudgetScope.System, BudgetScope.Location),
                (BudgetScope.Location, BudgetScope.Participant), (BudgetScope.Participant, BudgetScope.Consortium),
            })
            {
                Assert.True(Of(inner).AtOnce * 4 <= Of(outer).AtOnce * 3, $"{inner} empties {outer}");
                Assert.True(Of(inner).PerHour * 4 <= Of(outer).PerHour * 3, $"{inner} keeps {outer} empty");
            }
        }
    }

    // So many hours of asking as fast as it is answered, and on through the shift of somebody else, of whom the figures are.
    private GateTraffic BurnAndWork(Caller burner, Caller other, int hours)
    {
        var burning = new GateTraffic();
        while (burning.Passed < TimeSpan.FromHours(hours))
        {
            _ = burning.Ask(burner, Candidate());
            burning.Pass(TimeSpan.FromSeconds(1));
        }

        var traffic = burning.Beside();
        foreach (var (person, after, _) in new OrdinaryShift(seed: 1, visitorsAnHour: 200).Questions())
        {
            var next = traffic.Passed + after;
            while (traffic.Passed < next)
            {
                _ = burning.Ask(burner, Candidate());
                traffic.Pass(TimeSpan.FromSeconds(1));
            }

            _ = traffic.Ask(other, person);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(
            $"burnt by {burner.Kind} for {hours} hours: the other asked {traffic.Asked}, refused {traffic.Refused}, slowed {traffic.DelayedShare:P1}, at most {traffic.LongestWait.TotalSeconds:0.00} s"));
        return traffic;
    }

    private PersonDetails Candidate() => new()
    {
        Surname = $"Kandidaat{_people++}",
        FirstNames = "Anna",
        BirthDate = BirthDate.TryParse("1984-03-12", out var date) ? date : default,
    };
}
