using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.QueryLog.Budgets;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Tests.QueryLog.Budgets;

/// <summary>What a question costs, and what comes of one that cannot be paid.</summary>
public sealed class QueryBudgetsTests : IDisposable
{
    private readonly ManualTime _time = new(TestDays.Now);
    private readonly Caller _gate = GateTraffic.NewLane();
    private readonly QueryBudgets _budgets;

    public QueryBudgetsTests() => _budgets = new QueryBudgets(Only(atOnce: 10, perHour: 60), _time);

    public void Dispose() => _budgets.Dispose();

    [Fact]
    public void Ten_new_persons_empty_a_bucket_of_ten_and_the_eleventh_is_refused_with_when_to_come_back()
    {
        var answered = Enumerable.Range(0, 10).Count(number => _budgets.Take(_gate, Person(number)).Refusal is null);
        var refused = _budgets.Take(_gate, Person(10));

        Assert.Equal(10, answered);
        Assert.Equal(("medewerker-spits", 60L, QueryBudgets.RefusalWait), (refused.Refusal!.UsedUp.Name, refused.Refusal.RetryAfterSeconds, refused.Wait));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Null(_budgets.Take(_gate, Person(10)).Refusal);
        Assert.NotNull(_budgets.Take(_gate, Person(11)).Refusal);
    }

    [Fact]
    public void The_same_person_within_ten_minutes_costs_nothing_however_they_are_typed()
    {
        var first = _budgets.Take(_gate, Person(0));
        var again = Enumerable.Range(0, 100).Select(_ => _budgets.Take(_gate, new PersonDetails { Surname = "BERG0", FirstNames = "anna", BirthDate = Born })).ToList();

        Assert.Null(first.Refusal);
        Assert.All(again, taking => Assert.Equal(default, taking));
        Assert.Equal(9, Left());
    }

    [Fact]
    public void Another_address_birthplace_or_postcode_with_the_same_name_costs_one_each()
    {
        var person = new PersonDetails { Surname = "Berg0", FirstNames = "Anna", BirthDate = Born, Address = "Rokin 1", Birthplace = "Breda", Postcode = "1012 KK" };
        PersonDetails With(string address, string? birthplace, string? postcode) =>
            new() { Surname = person.Surname, FirstNames = person.FirstNames, BirthDate = Born, Address = address, Birthplace = birthplace, Postcode = postcode };
        PersonDetails[] others = [Person(0), With("Rokin 2", "Breda", "1012 KK"), With("Rokin 1", "Ede", "1012 KK"), With("Rokin 1", "Breda", "1012 KL"), With("Rokin 1Breda", null, "1012 KK")];

        _ = _budgets.Take(_gate, person);
        var again = _budgets.Take(_gate, person);
        foreach (var other in others)
        {
            _ = _budgets.Take(_gate, other);
        }

        Assert.Equal(default, again);
        Assert.Equal(10 - 1 - others.Length, Left());
    }

    [Fact]
    public void After_ten_minutes_the_same_person_is_a_new_one_and_nothing_of_them_is_left_in_memory()
    {
        _ = _budgets.Take(_gate, Person(0));
        _time.Advance(QueryBudgets.Memory);
        _ = _budgets.Take(_gate, Person(0));
        _time.Advance(QueryBudgets.Memory + TimeSpan.FromSeconds(1));
        var remembered = !_budgets.IsBlank;

        _budgets.Forget();

        Assert.True(remembered);
        Assert.True(_budgets.IsBlank);
        _ = _budgets.Take(_gate, Person(0));
        Assert.False(_budgets.IsBlank);
        _budgets.Clear();
        Assert.True(_budgets.IsBlank);
    }

    [Fact]
    public void Of_an_account_the_64_newest_persons_are_remembered()
    {
        _budgets.Change(Only(atOnce: 66, perHour: 1));
        for (var number = 0; number <= 64; number++)
        {
            _ = _budgets.Take(_gate, Person(number));
        }

        // One is left: the newest is free, the oldest is not any more and takes it.
        var (newest, second, oldest, another) = (IsAnswered(64), IsAnswered(1), IsAnswered(0), IsAnswered(1_000));

        Assert.Equal((true, true, true, false), (newest, second, oldest, another));
    }

    [Fact]
    public void A_question_takes_from_every_bucket_or_from_none()
    {
        var garage = GateTraffic.NewParticipant();
        var location = GateTraffic.NewLocation(garage);
        var (one, other) = (GateTraffic.NewLane(garage, location), GateTraffic.NewLane(garage, location));
        _budgets.Change(BudgetSheet.Standard.With([new(BudgetScope.Location, BudgetSpan.Rush, AtOnce: 3, PerHour: 1), new(BudgetScope.Person, BudgetSpan.Rush, AtOnce: 3, PerHour: 1)]));

        var answered = new[] { one, one, other, other, other, other }.Select((lane, number) => _budgets.Take(lane, Person(number)).Refusal?.UsedUp.Name).ToList();
        _budgets.Change(BudgetSheet.Standard.With([new(BudgetScope.Person, BudgetSpan.Rush, AtOnce: 3, PerHour: 1)]));
        var later = Enumerable.Range(10, 3).Select(number => _budgets.Take(other, Person(number)).Refusal?.UsedUp.Name).ToList();

        Assert.Equal([null, null, null, "locatie-spits", "locatie-spits", "locatie-spits"], answered);
        // Of the second lane one question was answered: what its location refused took nothing of its own.
        Assert.Equal([null, null, "medewerker-spits"], later);
    }

    [Fact]
    public void A_system_has_a_budget_of_its_own()
    {
        var system = GateTraffic.NewLane(AccountKind.System);

        var answered = Enumerable.Range(0, 20).Count(number => _budgets.Take(system, Person(number)).Refusal is null);

        Assert.Equal(20, answered);
    }

    [Fact]
    public void Below_half_an_answer_waits_the_longer_the_emptier_and_never_more_than_two_seconds()
    {
        var waits = Enumerable.Range(0, 10).Select(number => _budgets.Take(_gate, Person(number)).Wait).ToList();

        Assert.All(waits.Take(6), wait => Assert.Equal(TimeSpan.Zero, wait));
        Assert.Equal([0.4, 0.8, 1.2, 1.6], waits.Skip(6).Select(wait => Math.Round(wait.TotalSeconds, 3)));
    }

    [Fact]
    public async Task At_most_256_requests_of_one_account_wait_and_one_more_is_refused_at_once()
    {
        var takings = Enumerable.Range(0, 400).Select(number => (Taking: _budgets.Take(_gate, Person(number)), number)).ToList();
        var waiting = takings.Where(taking => taking.Taking.Wait > TimeSpan.Zero).Select(taking => _budgets.WaitAsync(_gate, taking.Taking)).ToList();

        Assert.Equal(QueryBudgets.MaxWaiting, waiting.Count);
        Assert.Equal(QueryBudgets.MaxWaiting, _budgets.CountWaiting(_gate.AccountId));
        Assert.All(takings.Where(taking => taking.Taking.Wait == TimeSpan.Zero).Skip(6), taking => Assert.NotNull(taking.Taking.Refusal));
        _time.Advance(QueryBudgets.LongestWait);
        await Task.WhenAll(waiting);
        Assert.Equal(0, _budgets.CountWaiting(_gate.AccountId));
    }

    [Fact]
    public void An_ordinary_question_allocates_nothing()
    {
        _budgets.Change(BudgetSheet.Standard);
        var (known, other) = (Person(0), Person(1));
        for (var warm = 0; warm < 100; warm++)
        {
            _ = _budgets.Take(_gate, known);
            _ = _budgets.Take(_gate, other);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 1_000; number++)
        {
            _ = _budgets.Take(_gate, known);
            _time.Advance(QueryBudgets.Memory);
        }

        // The clock of the test allocates a list for each step, and nothing else does.
        var clock = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 1_000; number++)
        {
            _time.Advance(QueryBudgets.Memory);
        }

        Assert.Equal(GC.GetAllocatedBytesForCurrentThread() - clock, clock - before);
    }

    [Fact]
    public void Other_budgets_hold_at_once_and_what_was_used_stays_used()
    {
        for (var number = 0; number < 10; number++)
        {
            _ = _budgets.Take(_gate, Person(number));
        }

        _budgets.Change(Only(atOnce: 12, perHour: 60));

        Assert.Equal(2, Left());
    }

    private static BirthDate Born => BirthDate.TryParse("1984-03-12", out var date) ? date : throw new InvalidOperationException();

    private static BudgetSheet Only(int atOnce, int perHour) => BudgetSheet.Standard.With([new(BudgetScope.Person, BudgetSpan.Rush, atOnce, perHour)]);

    private static PersonDetails Person(int number) => new() { Surname = $"Berg{number}", FirstNames = "Anna", BirthDate = Born };

    private bool IsAnswered(int number) => _budgets.Take(_gate, Person(number)).Refusal is null;

    // How many more new persons are answered; those that are tried are not asked about in the test.
    private int Left() => Enumerable.Range(1_000, 2_000).TakeWhile(number => _budgets.Take(_gate, Person(number)).Refusal is null).Count();
}
