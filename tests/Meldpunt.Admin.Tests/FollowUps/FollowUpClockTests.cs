using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.QueryLog.Signals;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.FollowUps;

/// <summary>A case that waits is spoken of: to its own desk, to the other one, to the consortium.</summary>
public sealed class FollowUpClockTests : IAsyncLifetime
{
    private CaseBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CaseBench.CreateAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Without_a_call_the_own_desk_hears_after_five_minutes_the_source_after_fifteen_and_the_consortium_after_an_hour()
    {
        var one = await _bench.OpenAsync();
        var heard = new List<string>();
        for (var minute = 1; minute <= 300; minute++)
        {
            var before = Heard();
            await _bench.WaitAsync(TimeSpan.FromMinutes(1));
            heard.AddRange(Heard().Except(before, StringComparer.Ordinal).Select(news => $"{minute} {news}"));
        }

        Assert.Equal(["5 Zuid Reminder", "15 Noord Escalation", "60 consortium Escalation"], heard);
        Assert.Equal((3, (DateTimeOffset?)null, 1), (_bench.Now(one).Escalation, _bench.Now(one).DueAt, _bench.Now(one).Version));
    }

    [Fact]
    public async Task After_the_call_the_own_desk_hears_that_its_gate_waits_for_advice_and_then_the_consortium()
    {
        var one = await _bench.OpenAsync();
        await _bench.WaitAsync(TimeSpan.FromMinutes(6));
        await _bench.CallAsync(_bench.Zuid, one, CaseBench.Spoken);
        Assert.Equal((0, _bench.Register.Time.GetUtcNow().AddMinutes(15)), (_bench.Now(one).Escalation, _bench.Now(one).DueAt));

        await _bench.WaitAsync(TimeSpan.FromMinutes(15));
        var afterFifteen = (_bench.Told(_bench.Zuid).Last(), _bench.ToldToConsortium().Count());
        await _bench.WaitAsync(TimeSpan.FromMinutes(45));

        Assert.Equal((MessageKind.Reminder, 0), afterFifteen);
        Assert.Equal([MessageKind.Escalation], _bench.ToldToConsortium());
        Assert.Equal([MessageKind.Match, MessageKind.Call], _bench.Told(_bench.Noord));
    }

    [Fact]
    public async Task After_the_advice_the_source_hears_that_it_has_to_confirm_and_a_day_later_the_consortium()
    {
        var one = await _bench.OpenAsync();
        await _bench.CallAsync(_bench.Zuid, one, CaseBench.NoAnswer);
        await _bench.AdviseAsync(_bench.Zuid, one, CaseBench.Refuse);
        await _bench.WaitAsync(TimeSpan.FromMinutes(3));
        await _bench.CallAsync(_bench.Zuid, one, CaseBench.Spoken);

        await _bench.WaitAsync(TimeSpan.FromMinutes(59));
        var before = _bench.Told(_bench.Noord).Last();
        await _bench.WaitAsync(TimeSpan.FromMinutes(1));
        var after = _bench.Told(_bench.Noord).Last();
        await _bench.WaitAsync(TimeSpan.FromHours(23));

        Assert.Equal((MessageKind.Call, MessageKind.Reminder), (before, after));
        Assert.Equal([MessageKind.Escalation], _bench.ToldToConsortium());
    }

    [Fact]
    public async Task Of_an_own_entry_the_own_desk_is_reminded_twice_before_the_consortium_hears()
    {
        await _bench.OpenAsync(_bench.Noord);

        await _bench.WaitAsync(TimeSpan.FromMinutes(60));

        Assert.Equal([MessageKind.Match, MessageKind.Reminder, MessageKind.Reminder], _bench.Told(_bench.Noord));
        Assert.Equal([MessageKind.Escalation], _bench.ToldToConsortium());
    }

    [Fact]
    public async Task A_case_that_is_worked_on_in_time_is_spoken_of_by_nobody()
    {
        var one = await _bench.OpenAsync();
        await _bench.WaitAsync(TimeSpan.FromMinutes(4));
        await _bench.CallAsync(_bench.Zuid, one, CaseBench.Spoken);
        await _bench.AdviseAsync(_bench.Zuid, one, CaseBench.Refuse);
        await _bench.CallAsync(_bench.Noord, one, CaseBench.Confirmed);

        await _bench.WaitAsync(TimeSpan.FromDays(3));

        Assert.DoesNotContain(MessageKind.Reminder, _bench.Told(_bench.Zuid).Concat(_bench.Told(_bench.Noord)));
        Assert.Empty(_bench.ToldToConsortium());
        Assert.Empty(Signals());
    }

    [Fact]
    public async Task What_waited_while_the_program_was_down_is_said_at_the_next_turn_once_each()
    {
        await _bench.OpenAsync();
        await _bench.Register.RestartAsync();
        _bench.Register.Time.Advance(TimeSpan.FromHours(5));
        await _bench.Register.RestartAsync();

        await _bench.WaitAsync(TimeSpan.Zero);
        await _bench.WaitAsync(TimeSpan.FromHours(5));

        Assert.Equal([MessageKind.Match, MessageKind.Reminder], _bench.Told(_bench.Zuid));
        Assert.Equal([MessageKind.Match, MessageKind.Escalation], _bench.Told(_bench.Noord));
        Assert.Equal([MessageKind.Escalation], _bench.ToldToConsortium());
    }

    [Fact]
    public async Task The_day_after_the_last_day_of_an_entry_its_open_cases_lapse_and_closed_ones_stay_closed()
    {
        var open = await _bench.OpenAsync();
        var closed = await _bench.OpenAsync();
        await _bench.CallAsync(_bench.Zuid, closed, CaseBench.Spoken);
        await _bench.AdviseAsync(_bench.Zuid, closed, CaseBench.Refuse);
        await _bench.CallAsync(_bench.Noord, closed, CaseBench.Confirmed);
        _bench.Register.Time.Set(TestDays.At(_bench.Entry.LastDay, hour: 23, minute: 59));
        await _bench.WaitAsync(TimeSpan.Zero);
        var onTheLastDay = _bench.Now(open).State;

        await _bench.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(FollowUpState.ToCall, onTheLastDay);
        Assert.Equal((FollowUpState.Lapsed, FollowUpState.Closed), (_bench.Now(open).State, _bench.Now(closed).State));
        Assert.Equal((_bench.Register.Time.GetUtcNow(), (DateTimeOffset?)null, 2), (_bench.Now(open).EndedAt, _bench.Now(open).DueAt, _bench.Now(open).Version));
        Assert.Equal(MessageKind.Lapse, _bench.Told(_bench.Zuid).Last());
        Assert.Equal(MessageKind.Lapse, _bench.ToldAtGates(_bench.Zuid).Last());
        Assert.Equal("opvolging.vervallen", _bench.Acts().Last());
    }

    [Fact]
    public async Task Many_cases_at_once_are_spoken_of_a_few_in_a_write_and_none_is_forgotten()
    {
        for (var number = 0; number < 50; number++)
        {
            await _bench.AskAsync(_bench.Zuid, _bench.Entry.Id);
        }

        await _bench.FollowAsync();
        await _bench.WaitAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(50, _bench.Told(_bench.Zuid).Count(kind => kind == MessageKind.Reminder));
    }

    [Fact]
    public async Task An_hour_without_a_call_is_one_signal_of_the_account_that_asked_which_grows_with_every_such_match()
    {
        var first = await _bench.OpenAsync();
        await _bench.WaitAsync(TimeSpan.FromMinutes(59));
        Assert.Empty(Signals());
        await _bench.WaitAsync(TimeSpan.FromMinutes(1));
        var begun = Assert.Single(Signals());
        var second = await _bench.OpenAsync();
        await _bench.WaitAsync(TimeSpan.FromHours(1));

        var grown = Assert.Single(Signals());
        Assert.Equal((SignalKind.MatchWithoutCall, _bench.Zuid.Participant.Id, _bench.Zuid.Gate.AccountId), (grown.Kind, grown.ParticipantId, grown.AccountId));
        Assert.Equal((begun.Id, 1, 2), (grown.Id, begun.Count, grown.Count));
        Assert.Equal((first.Seq, second.Seq, first.OpenedAt, second.OpenedAt), (grown.FirstSeq, grown.LastSeq, grown.FirstAt, grown.LastAt));
    }

    [Fact]
    public async Task After_half_a_day_without_one_the_next_is_a_new_signal_and_a_visitor_with_two_entries_counts_once()
    {
        var other = await _bench.Register.RegisterAsync(_bench.Noord, new Draft { Surname = "Blijveling" });
        await _bench.AskAsync(_bench.Zuid, _bench.Entry.Id, other.Id);
        await _bench.FollowAsync();
        await _bench.WaitAsync(TimeSpan.FromHours(13));
        await _bench.OpenAsync();
        await _bench.WaitAsync(TimeSpan.FromHours(1));

        Assert.Equal([1, 1], Signals().Select(signal => signal.Count));
    }

    private IReadOnlyList<Signal> Signals() => new SignalStore(_bench.Register.Installation.Database, _bench.Register.Installation.Writer).List(beforeId: null, count: 10);

    private List<string> Heard() =>
    [
        .. _bench.Told(_bench.Zuid).Select(kind => $"Zuid {kind}"),
        .. _bench.Told(_bench.Noord).Select(kind => $"Noord {kind}"),
        .. _bench.ToldToConsortium().Select(kind => $"consortium {kind}"),
    ];
}
