using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.FollowUps;

/// <summary>Cases come from the rows of the log, and from nothing else.</summary>
public sealed class MatchFollowerTests : IAsyncLifetime
{
    private CaseBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CaseBench.CreateAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_match_at_a_gate_opens_a_case_that_says_what_the_row_says_and_both_desks_are_told()
    {
        var row = await _bench.AskAsync(_bench.Zuid, _bench.Entry.Id);
        _bench.Register.Time.Advance(TimeSpan.FromSeconds(3));

        await _bench.FollowAsync();

        var one = Assert.Single(_bench.Register.Installation.FollowUps.OfQuery(row.QueryId));
        Assert.Equal((row.Seq, 0, row.Reference, row.RecordedAt), (one.Seq, one.Place, one.Reference, one.OpenedAt));
        Assert.Equal((_bench.Entry.Id, TestRegister.SameName), (one.EntryId, one.Agreement));
        Assert.Equal(
            (_bench.Zuid.Participant.Id, _bench.Zuid.Location.Id, _bench.Zuid.Gate.AccountId, _bench.Noord.Participant.Id),
            (one.AskerId, one.LocationId, one.AccountId, one.SourceId));
        Assert.Equal((FollowUpState.ToCall, 1, 0, row.RecordedAt.AddMinutes(5)), (one.State, one.Version, one.Tries, one.DueAt));
        Assert.Equal([MessageKind.Match], _bench.Told(_bench.Zuid));
        Assert.Equal([MessageKind.Match], _bench.Told(_bench.Noord));
        Assert.Empty(_bench.ToldAtGates(_bench.Zuid));
        Assert.Empty(_bench.ToldToConsortium());
        Assert.Empty(_bench.Acts());
    }

    [Fact]
    public async Task A_visitor_who_matches_two_entries_has_a_case_for_each_under_one_reference()
    {
        var other = await _bench.Register.RegisterAsync(_bench.Zuid, new Draft { Surname = "Blijveling" });

        var row = await _bench.AskAsync(_bench.Zuid, _bench.Entry.Id, other.Id);
        await _bench.FollowAsync();

        var cases = _bench.Register.Installation.FollowUps.OfQuery(row.QueryId);
        Assert.Equal([(0, _bench.Entry.Id, false), (1, other.Id, true)], cases.Select(one => (one.Place, one.EntryId, one.IsOwn)));
        Assert.Single(cases.Select(one => one.Reference).Distinct(StringComparer.Ordinal));
        Assert.Equal(2, _bench.Told(_bench.Zuid).Count());
        Assert.Single(_bench.Told(_bench.Noord));
    }

    [Fact]
    public async Task Of_more_than_eight_entries_the_eight_that_the_row_names_have_a_case()
    {
        var entries = new List<OpaqueId>();
        for (var number = 0; number < 10; number++)
        {
            entries.Add((await _bench.Register.RegisterAsync(_bench.Noord, new Draft { Surname = "Blijveling" + (char)('a' + number) })).Id);
        }

        var row = await _bench.AskAsync(_bench.Zuid, [.. entries]);
        await _bench.FollowAsync();

        Assert.Equal(entries.Take(8), _bench.Register.Installation.FollowUps.OfQuery(row.QueryId).Select(one => one.EntryId));
    }

    [Fact]
    public async Task A_gate_that_meets_an_entry_of_its_own_garage_has_a_case_and_its_desk_is_told_once()
    {
        var one = await _bench.OpenAsync(_bench.Noord);

        Assert.Equal((true, FollowUpSide.Both), (one.IsOwn, one.SideOf(_bench.Noord.Participant.Id)));
        Assert.Equal([MessageKind.Match], _bench.Told(_bench.Noord));
        Assert.Empty(_bench.Told(_bench.Zuid));
    }

    [Fact]
    public async Task No_match_and_a_look_of_a_desk_open_no_case()
    {
        await _bench.AskAsync(_bench.Zuid);
        var look = await _bench.Register.Installation.Registrar.LookAsync(_bench.Zuid.Desk, new Draft().Person(), incident: null);

        await _bench.FollowAsync();

        Assert.NotEqual(default, look.QueryId);
        Assert.Equal([0], _bench.Register.Read<int>("SELECT (SELECT count(*) FROM follow_up) + (SELECT count(*) FROM message)"));
    }

    [Theory]
    [InlineData("withdrawn")]
    [InlineData("left")]
    [InlineData("over")]
    public async Task A_row_that_comes_just_after_its_entry_went_has_a_case_that_lapsed_and_desk_and_gate_hear_of_it(string how)
    {
        if (how is "over")
        {
            _bench.Register.Time.Set(TestDays.At(_bench.Entry.LastDay.AddDays(1)));
        }
        else
        {
            await (how is "left" ? _bench.LeaveAsync(_bench.Noord) : _bench.WithdrawAsync());
        }

        var one = await _bench.OpenAsync();

        Assert.Equal((FollowUpState.Lapsed, _bench.Register.Time.GetUtcNow(), (DateTimeOffset?)null), (one.State, one.EndedAt, one.DueAt));
        Assert.Equal([MessageKind.Match, MessageKind.Lapse], _bench.Told(_bench.Zuid));
        Assert.Equal([MessageKind.Lapse], _bench.ToldAtGates(_bench.Zuid));
        Assert.Contains(MessageKind.Match, _bench.Told(_bench.Noord));
    }

    [Fact]
    public async Task A_row_whose_entry_is_in_no_register_has_a_case_without_a_source_that_lapsed()
    {
        var one = await _bench.OpenAsync(entry: OpaqueId.Create());

        Assert.Equal((FollowUpState.Lapsed, true), (one.State, one.SourceId.IsEmpty));
        Assert.Equal([MessageKind.Match, MessageKind.Lapse], _bench.Told(_bench.Zuid));
        Assert.Empty(_bench.ToldToConsortium());
    }

    [Fact]
    public async Task Among_thousands_of_rows_no_match_is_overlooked()
    {
        const int Rows = 4_500;
        const int Matches = 90;
        var asked = await Task.WhenAll(Enumerable.Range(0, Rows).Select(number =>
            number % (Rows / Matches) == 7 ? _bench.AskAsync(_bench.Zuid, _bench.Entry.Id) : _bench.AskAsync(_bench.Zuid)));

        await _bench.FollowAsync();

        Assert.Equal(
            asked.Where(row => row.Outcome == QueryOutcome.Match).Select(row => row.Seq).Order(),
            _bench.Register.Read<long>("SELECT seq FROM follow_up ORDER BY seq"));
        Assert.Equal(Matches, _bench.Told(_bench.Noord).Count());
    }

    [Fact]
    public async Task Rows_that_matter_to_nobody_cost_no_write_and_are_left_behind_once_a_minute()
    {
        await _bench.OpenAsync();
        var cursor = Cursor();
        for (var number = 0; number < 5; number++)
        {
            await _bench.AskAsync(_bench.Zuid);
            await _bench.Register.RegisterAsync(_bench.Noord, new Draft { Surname = "Blijveling", FirstNames = "Eva", BirthDate = $"19{number + 60}-0{number + 1}-1{number}" });
        }

        await _bench.FollowAsync();
        var afterwards = Cursor();
        _bench.Register.Time.Advance(TimeSpan.FromMinutes(1));
        await _bench.FollowAsync();

        Assert.Equal(cursor, afterwards);
        Assert.Equal((_bench.Register.Installation.QueryLog.LastSeq, _bench.Register.Installation.MatchFollower.Seen), (Cursor(), Cursor()));
    }

    [Fact]
    public async Task What_waits_for_news_of_a_desk_hears_the_bell_when_it_is_durable()
    {
        var bell = _bench.Register.Installation.Bell;
        var (noord, zuid, others) = (bell.Next(_bench.Noord.Participant.Id), bell.Next(_bench.Zuid.Participant.Id), bell.Next(MessageStore.Consortium));

        await _bench.OpenAsync();

        Assert.Equal((true, true, false), (noord.IsCompleted, zuid.IsCompleted, others.IsCompleted));
        Assert.False(bell.Next(_bench.Noord.Participant.Id).IsCompleted);
    }

    [Fact]
    public async Task A_text_of_an_act_that_somebody_bent_does_not_stop_what_happens_at_gates()
    {
        await _bench.WithdrawAsync();
        await _bench.Register.Installation.Writer.WriteAsync(connection => Dapper.SqlMapper.Execute(
            connection, "DROP TRIGGER IF EXISTS administrative_act_is_append_only_1; UPDATE administrative_act SET text = '{}' WHERE text LIKE '%ingetrokken%'"));

        var one = await _bench.OpenAsync();

        Assert.Equal(FollowUpState.Lapsed, one.State);
    }

    private long Cursor() => _bench.Register.Read<long>("SELECT done_seq FROM follow_up_cursor").Single();
}
