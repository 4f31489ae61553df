using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.FollowUps.Figures;
using Meldpunt.Admin.Register.Honey;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.FollowUps.Figures;

/// <summary>What the figures of follow-up say, and to whom (<c>docs/spec/follow-up.md</c>, section 10).</summary>
public sealed class FigureTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();
    private readonly FigureBench _bench;

    public FigureTests() => _bench = new FigureBench(_register);

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task Half_of_the_calls_came_within_the_median_and_95_of_a_hundred_within_the_other()
    {
        await _bench.AddAsync(FigureBench.Garage(), 100, minutesToCall: [.. Enumerable.Range(1, 100)]);

        var all = _bench.Read().All;

        Assert.Equal((100, 100, 100), (all.Cases, all.Called, all.Advised));
        Assert.Equal((TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(95)), (all.MedianToCall, all.Percentile95ToCall));
        Assert.Equal((TimeSpan.FromMinutes(51), TimeSpan.FromMinutes(96)), (all.MedianToAdvice, all.Percentile95ToAdvice));
    }

    [Fact]
    public async Task The_share_of_somebody_else_is_of_those_of_whom_it_became_clear()
    {
        var garage = FigureBench.Garage();
        await _bench.AddAsync(garage, 6, outcome: VisitorIdentity.Confirmed);
        await _bench.AddAsync(garage, 2, outcome: VisitorIdentity.OtherPerson);
        await _bench.AddAsync(garage, 5, outcome: VisitorIdentity.Unclear);
        await _bench.AddAsync(garage, 3, outcome: null);

        var all = _bench.Read().All;

        Assert.Equal((16, 6, 2, 5, 3, 16), (all.Cases, all.Confirmed, all.OtherPerson, all.Unclear, all.Open, all.Tries));
        Assert.Equal(0.25, all.FalseMatchRate);
        Assert.Null(new FollowUpFigure { Unclear = 3 }.FalseMatchRate);
    }

    [Fact]
    public void Without_a_match_there_is_nothing_and_that_is_no_secret()
    {
        var figures = _bench.Read(monthsBack: 11);

        Assert.Equal(12, figures.Months.Count);
        Assert.Empty(figures.ByMonth);
        Assert.Equal(new FollowUpFigure(), Assert.Single(figures.Totals));
        Assert.False(figures.LeavesOut);
    }

    [Fact]
    public async Task A_case_counts_in_the_month_in_which_the_visitor_stood_there_on_the_dutch_clock()
    {
        var garage = FigureBench.Garage();
        await _bench.AddAsync(garage, 5, monthsAgo: 1);
        await _bench.AddAsync(garage, 7);

        Assert.Equal([7], _bench.Read().ByMonth.Where(figure => figure.ParticipantId is null).Select(figure => figure.Cases));
        Assert.Equal([5, 7], _bench.Read(monthsBack: 1).ByMonth.Where(figure => figure.ParticipantId is null).Select(figure => figure.Cases));
        Assert.Equal(5, _bench.Read(monthsBack: 3, monthsUntil: 1).All.Cases);
    }

    [Fact]
    public async Task Desks_see_all_together_and_their_own_and_the_consortium_each_participant()
    {
        var (one, other) = (FigureBench.Garage(), FigureBench.Garage());
        await _bench.AddAsync(one, 8);
        await _bench.AddAsync(other, 9);

        Assert.Equal([null, one], _bench.Read(one).Totals.Select(figure => figure.ParticipantId));
        Assert.Equal([17, 8], _bench.Read(one).Totals.Select(figure => figure.Cases));
        Assert.Equal([8, 9, 17], _bench.Read().Totals.Select(figure => figure.Cases).Order());
    }

    [Fact]
    public async Task Fewer_than_five_cases_are_shown_to_the_participant_only_whose_they_are()
    {
        var (few, many) = (FigureBench.Garage(), FigureBench.Garage());
        await _bench.AddAsync(few, 4);
        await _bench.AddAsync(many, 9);

        Assert.Equal(4, _bench.Read(few).Totals.Single(figure => figure.ParticipantId == few).Cases);
        var seen = _bench.Read();
        Assert.True(seen.LeavesOut);
        Assert.Equal((true, 0), (seen.Totals.Single(figure => figure.ParticipantId == few).IsHidden, seen.Totals.Single(figure => figure.ParticipantId == few).Cases));

        // What is hidden is not in what is shown: nobody takes one from the other.
        Assert.All(new OpaqueId?[] { null, few, many }, reader => Assert.Equal(9, _bench.Read(reader).All.Cases));
    }

    [Fact]
    public async Task A_month_with_too_few_is_not_found_by_asking_for_longer_and_shorter_times()
    {
        var garage = FigureBench.Garage();
        await _bench.AddAsync(garage, 20, monthsAgo: 2);
        await _bench.AddAsync(garage, 3, monthsAgo: 1);
        await _bench.AddAsync(garage, 30);

        Assert.Equal([50, 50], _bench.Read(monthsBack: 2).Totals.Select(figure => figure.Cases));
        Assert.Equal([20, 20], _bench.Read(monthsBack: 2, monthsUntil: 1).Totals.Select(figure => figure.Cases));
        Assert.Equal([30, 30], _bench.Read(monthsBack: 1).Totals.Select(figure => figure.Cases));
        Assert.Equal(53, _bench.Read(garage, monthsBack: 2).Totals.Single(figure => figure.ParticipantId == garage).Cases);
    }

    [Theory]
    [InlineData(new[] { 4, 4 }, 0)]
    [InlineData(new[] { 4, 1, 4 }, 9)]
    [InlineData(new[] { 4, 3, 1 }, 0)]
    [InlineData(new[] { 4, 4, 4 }, 12)]
    public async Task Those_with_few_count_together_only_when_none_of_them_can_tell_another_s(int[] few, int counted)
    {
        foreach (var cases in few)
        {
            await _bench.AddAsync(FigureBench.Garage(), cases);
        }

        await _bench.AddAsync(FigureBench.Garage(), 10);

        Assert.Equal(10 + counted, _bench.Read().All.Cases);
    }

    [Fact]
    public async Task No_two_figures_differ_by_whether_a_person_exists()
    {
        // The same cases, once of somebody who does not exist: whoever reads, with whatever right, reads the same numbers as the desk counts in its own list.
        var garage = await _register.JoinAsync();
        var honey = await _register.RegisterAsync(garage, new Draft());
        await _register.Installation.Writer.WriteAsync(connection =>
        {
            _register.Installation.Honey.Keep(new HoneyNote(honey.Id, garage.Participant.Id, garage.Desk.AccountId, OpaqueId.Create(), _register.Time.GetUtcNow()));
            _register.Installation.Honey.Renew(connection, TestDays.Today);
            return 0;
        });
        _register.Installation.Honey.TakeIn();
        Assert.True(_register.Installation.Honey.Contains(honey.Id));
        await _bench.AddAsync(garage.Participant.Id, 6, entryId: null);
        await _bench.AddAsync(garage.Participant.Id, 1, entryId: honey.Id);

        var listed = _register.Installation.FollowUps.List(new FollowUpFilter(garage.Participant.Id), after: null, count: 50).Count;

        Assert.Equal(7, listed);
        foreach (var reader in new OpaqueId?[] { null, garage.Participant.Id, OpaqueId.Create() })
        {
            Assert.All(_bench.Read(reader).Totals.Where(figure => figure.Cases > 0), figure => Assert.Equal(listed, figure.Cases));
        }
    }

    [Fact]
    public async Task Figures_are_a_minute_old_at_most_and_read_no_more_often()
    {
        var reader = new FigureReader(_register.Installation.Database, _register.Time);
        var garage = FigureBench.Garage();
        await _bench.AddAsync(garage, 5);
        Assert.Equal(5, reader.Read(FigureBench.Now, FigureBench.Now, readerId: null).All.Cases);

        await _bench.AddAsync(garage, 5);

        Assert.Equal(5, reader.Read(FigureBench.Now, FigureBench.Now, readerId: null).All.Cases);
        _register.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(10, reader.Read(FigureBench.Now, FigureBench.Now, readerId: null).All.Cases);
    }
}
