using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.QueryLog.Budgets;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Tests.QueryLog.Budgets;

/// <summary>Questions in any order, of people who share terminals, locations and participants.</summary>
public sealed class BudgetOrderTests
{
#pragma warning disable CA5394 // Seeded on purpose: a failure must come back.
    private const int Questions = 4_000;
    private const int Lanes = 12;

    private int _people;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_question_is_answered_exactly_when_all_its_buckets_have_one_and_takes_from_all_or_from_none(int seed)
    {
        var random = new Random(seed);
        var (time, sheet, lanes) = (new ManualTime(TestDays.Now), Small(random), MakeLanes(random));
        using var budgets = new QueryBudgets(sheet, time);
        var plain = new PlainBudgets(sheet);
        var answered = 0;
        for (var question = 0; question < Questions; question++)
        {
            var lane = lanes[random.Next(Lanes)];
            var passed = TimeSpan.FromTicks(random.NextInt64(1, TimeSpan.TicksPerSecond * 4));
            time.Advance(passed);
            plain.Pass(passed);

            var isAnswered = Ask(budgets, lane);

            Assert.Equal(plain.Take(lane), isAnswered);
            answered += isAnswered ? 1 : 0;
            Assert.All(budgets.Fullnesses, fullness => Assert.InRange(fullness, 0, 1));
        }

        Assert.InRange(answered, Questions / 100, Questions * 99 / 100);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void However_the_budgets_change_meanwhile_no_bucket_goes_below_nothing_or_above_its_size(int seed)
    {
        var random = new Random(seed);
        var (time, lanes) = (new ManualTime(TestDays.Now), MakeLanes(random));
        using var budgets = new QueryBudgets(Small(random), time);
        for (var question = 0; question < Questions; question++)
        {
            if (random.Next(50) == 0)
            {
                budgets.Change(Small(random));
                time.Advance(TimeSpan.FromSeconds(random.Next(600)));
                foreach (var lane in lanes)
                {
                    _ = Ask(budgets, lane);
                }
            }

            _ = Ask(budgets, lanes[random.Next(Lanes)]);
            time.Advance(TimeSpan.FromMilliseconds(random.Next(100)));
        }

        // A bucket is looked at only when it is asked of.
        budgets.Change(BudgetSheet.Standard);
        Assert.All(lanes, lane => Assert.True(Ask(budgets, lane)));
        Assert.All(budgets.Fullnesses, fullness => Assert.InRange(fullness, 0, 1));
    }

    [Fact]
    public void Of_a_thousand_who_ask_at_one_moment_as_many_are_answered_as_the_bucket_that_they_share_holds()
    {
        var garage = GateTraffic.NewParticipant();
        var location = GateTraffic.NewLocation(garage);
        var lanes = Enumerable.Range(0, 40).Select(_ => GateTraffic.NewLane(garage, location)).ToList();
        using var budgets = new QueryBudgets(BudgetSheet.Standard.With([new(BudgetScope.Location, BudgetSpan.Rush, AtOnce: 50, PerHour: 1)]), new ManualTime(TestDays.Now));
        var answered = 0;

        Parallel.For(0, 1_000, number =>
        {
            if (budgets.Take(lanes[number % lanes.Count], Person(number)).Refusal is null)
            {
                Interlocked.Increment(ref answered);
            }
        });

        Assert.Equal(50, answered);
    }

    private static PersonDetails Person(int number) => new()
    {
        Surname = $"Berg{number}",
        FirstNames = "Anna",
        BirthDate = BirthDate.TryParse("1984-03-12", out var date) ? date : default,
    };

    // Whoever waits gives their place back as the clock goes on.
    private bool Ask(QueryBudgets budgets, Caller lane)
    {
        var taking = budgets.Take(lane, Person(_people++));
        _ = budgets.WaitAsync(lane, taking);
        return taking.Refusal is null;
    }

    private static BudgetSheet Small(Random random) => BudgetSheet.Standard.With(BudgetSheet.Standard.All.Select(budget =>
        budget with { AtOnce = random.Next(1, 12 * (int)budget.Scope), PerHour = random.Next(100, 700 * (int)budget.Scope) }));

    private static List<Caller> MakeLanes(Random random)
    {
        var garages = Enumerable.Range(0, 2).Select(_ => GateTraffic.NewParticipant()).ToList();
        var locations = Enumerable.Range(0, 4).Select(number => (Garage: garages[number / 2], Location: GateTraffic.NewLocation(garages[number / 2]))).ToList();
        var terminals = locations.SelectMany(at => Enumerable.Range(0, 2).Select(_ => (at.Garage, at.Location, Id: OpaqueId.Create()))).ToList();
        return Enumerable.Range(0, Lanes).Select(_ =>
        {
            var (garage, location, terminal) = terminals[random.Next(terminals.Count)];
            return new Caller
            {
                AccountId = OpaqueId.Create(),
                UserName = "poort",
                Role = Role.Gate,
                Kind = random.Next(3) == 0 ? AccountKind.System : AccountKind.Person,
                Participant = garage,
                Location = location,
                TerminalId = random.Next(4) == 0 ? default : terminal,
            };
        }).ToList();
    }

    /// <summary>The rule in a few lines: every bucket by itself, what is left of it and not what was used.</summary>
    private sealed class PlainBudgets(BudgetSheet sheet)
    {
        private readonly Dictionary<(Budget Budget, OpaqueId Id), double> _left = [];

        public void Pass(TimeSpan time)
        {
            foreach (var bucket in _left.Keys.ToList())
            {
                _left[bucket] = Math.Min(bucket.Budget.AtOnce, _left[bucket] + (bucket.Budget.PerHour * time.TotalHours));
            }
        }

        public bool Take(Caller lane)
        {
            var account = lane.Kind == AccountKind.System ? BudgetScope.System : BudgetScope.Person;
            (BudgetScope Scope, OpaqueId Id)[] scopes =
            [
                (account, lane.AccountId), (BudgetScope.Terminal, lane.TerminalId), (BudgetScope.Location, lane.Location!.Id),
                (BudgetScope.Participant, lane.Participant!.Id), (BudgetScope.Consortium, default),
            ];
            var buckets = scopes.Where(scope => scope.Scope == BudgetScope.Consortium || !scope.Id.IsEmpty)
                .SelectMany(scope => Enum.GetValues<BudgetSpan>().Select(span => (sheet[scope.Scope, span], scope.Id))).ToList();
            buckets.ForEach(bucket => _left.TryAdd(bucket, bucket.Item1.AtOnce));
            if (buckets.Any(bucket => _left[bucket] < 1))
            {
                return false;
            }

            buckets.ForEach(bucket => _left[bucket]--);
            return true;
        }
    }
}
