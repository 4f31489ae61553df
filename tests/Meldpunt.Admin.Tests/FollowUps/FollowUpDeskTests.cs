using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Messages;

namespace Meldpunt.Admin.Tests.FollowUps;

/// <summary>What two desks record, what state follows from it and who is told.</summary>
public sealed class FollowUpDeskTests : IAsyncLifetime
{
    private CaseBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CaseBench.CreateAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Call_advice_and_confirmation_close_a_case_one_after_the_other()
    {
        var one = await _bench.OpenAsync();
        var states = new List<FollowUpState>();
        foreach (var act in new Func<Task<FollowUpResult>>[]
        {
            () => _bench.CallAsync(_bench.Zuid, one, CaseBench.Spoken),
            () => _bench.AdviseAsync(_bench.Zuid, one, CaseBench.Refuse),
            () => _bench.CallAsync(_bench.Noord, one, CaseBench.Confirmed),
        })
        {
            _bench.Register.Time.Advance(TimeSpan.FromMinutes(1));
            states.Add((await act()).FollowUp!.State);
        }

        var now = _bench.Now(one);
        Assert.Equal([FollowUpState.ToAdvise, FollowUpState.ToConfirm, FollowUpState.Closed], states);
        Assert.Equal((FollowUpState.Closed, 4, _bench.Register.Time.GetUtcNow(), (DateTimeOffset?)null), (now.State, now.Version, now.EndedAt, now.DueAt));
        Assert.Equal(
            (one.OpenedAt.AddMinutes(1), _bench.Zuid.Desk.AccountId, VisitorIdentity.Confirmed, GateAdvice.Refuse, one.OpenedAt.AddMinutes(2)),
            (now.CalledAt, now.CalledBy, now.Outcome, now.Advice, now.AdvisedAt));
        Assert.Equal((CallResult.Spoken, _bench.Noord.Desk.AccountId, one.OpenedAt.AddMinutes(3)), (now.SourceSays, now.ConfirmedBy, now.ConfirmedAt));
        Assert.Equal([MessageKind.Match, MessageKind.Call, MessageKind.Advice], _bench.Told(_bench.Noord));
        Assert.Equal([MessageKind.Match, MessageKind.Confirmation], _bench.Told(_bench.Zuid));
        Assert.Equal([MessageKind.Advice], _bench.ToldAtGates(_bench.Zuid));
        Assert.Equal(["opvolging.gebeld", "opvolging.geadviseerd", "opvolging.bevestigd"], _bench.Acts());
    }

    [Fact]
    public async Task A_case_does_not_close_without_the_call_however_else_it_was_worked_on()
    {
        var one = await _bench.OpenAsync();

        await _bench.CallAsync(_bench.Zuid, one, CaseBench.NoAnswer);
        await _bench.AdviseAsync(_bench.Zuid, one, CaseBench.Refuse);
        await _bench.CallAsync(_bench.Noord, one, CaseBench.Confirmed);
        var before = _bench.Now(one);
        var after = await _bench.CallAsync(_bench.Zuid, one, CaseBench.Spoken);

        Assert.Equal((FollowUpState.ToCall, 1, (DateTimeOffset?)null), (before.State, before.Tries, before.CalledAt));
        Assert.Equal(FollowUpState.Closed, after.FollowUp!.State);
    }

    [Fact]
    public async Task After_a_try_that_nobody_answered_the_gate_can_be_advised_and_the_case_still_waits_for_its_call()
    {
        var one = await _bench.OpenAsync();
        var tooEarly = await _bench.AdviseAsync(_bench.Zuid, one, CaseBench.Refuse);

        await _bench.CallAsync(_bench.Zuid, one, CaseBench.NoAnswer);
        await _bench.CallAsync(_bench.Zuid, one, CaseBench.NoAnswer);
        var advised = await _bench.AdviseAsync(_bench.Zuid, one, CaseBench.Refuse);

        Assert.Equal([FollowUpRefusals.CallFirst], tooEarly.Faults);
        Assert.True(FollowUpRefusals.CallFirst.IsConflict);
        Assert.Equal((FollowUpState.ToCall, 2, GateAdvice.Refuse), (advised.FollowUp!.State, advised.FollowUp.Tries, advised.FollowUp.Advice));
        Assert.Equal(["opvolging.geenGehoor", "opvolging.geenGehoor", "opvolging.geadviseerd"], _bench.Acts());
        Assert.Equal([MessageKind.Match, MessageKind.Call, MessageKind.Call, MessageKind.Advice], _bench.Told(_bench.Noord));
    }

    [Fact]
    public async Task A_call_can_be_recorded_anew_and_the_newest_outcome_counts_while_the_first_moment_stays()
    {
        var one = await _bench.OpenAsync();
        await _bench.CallAsync(_bench.Zuid, one, CaseBench.Spoken);
        _bench.Register.Time.Advance(TimeSpan.FromMinutes(4));

        var again = await _bench.CallAsync(_bench.Zuid, one, CaseBench.Spoken with { Outcome = "anderePersoon" });

        Assert.Equal((VisitorIdentity.OtherPerson, one.OpenedAt, FollowUpState.ToAdvise), (again.FollowUp!.Outcome, again.FollowUp.CalledAt, again.FollowUp.State));
    }

    [Fact]
    public async Task The_newest_advice_counts_and_its_conditions_go_with_it()
    {
        var one = await _bench.OpenAsync();
        await _bench.CallAsync(_bench.Zuid, one, CaseBench.Spoken);
        await _bench.AdviseAsync(_bench.Zuid, one, new AdviceInput { Advice = "voorwaarden", Conditions = "Alleen uitrijden." });
        var conditions = Texts(one).Conditions;

        var again = await _bench.AdviseAsync(_bench.Zuid, one, new AdviceInput { Advice = "toelaten" });

        Assert.Equal("Alleen uitrijden.", conditions);
        Assert.Equal((GateAdvice.Admit, (string?)null), (again.FollowUp!.Advice, Texts(one).Conditions));
        Assert.Equal([MessageKind.Advice, MessageKind.Advice], _bench.ToldAtGates(_bench.Zuid));
    }

    [Fact]
    public async Task A_source_that_was_not_called_says_so_the_case_stays_open_and_the_consortium_hears_of_it_until_it_is_mended()
    {
        var one = await _bench.OpenAsync();
        await _bench.CallAsync(_bench.Zuid, one, CaseBench.Spoken);
        await _bench.AdviseAsync(_bench.Zuid, one, CaseBench.Refuse);

        var disputed = await _bench.CallAsync(_bench.Noord, one, CaseBench.Disputed);
        var calledAgain = await _bench.CallAsync(_bench.Zuid, one, CaseBench.Spoken);
        var mended = await _bench.CallAsync(_bench.Noord, one, CaseBench.Confirmed with { Outcome = "bevestigd" });

        Assert.Equal((FollowUpState.ToConfirm, CallResult.NotSpoken), (disputed.FollowUp!.State, disputed.FollowUp.SourceSays));
        Assert.Equal(FollowUpState.ToConfirm, calledAgain.FollowUp!.State);
        Assert.Equal((FollowUpState.Closed, CallResult.Spoken, VisitorIdentity.Confirmed), (mended.FollowUp!.State, mended.FollowUp.SourceSays, mended.FollowUp.SourceOutcome));
        Assert.Equal([MessageKind.Dispute], _bench.ToldToConsortium());
        Assert.Equal([MessageKind.Match, MessageKind.Dispute, MessageKind.Confirmation], _bench.Told(_bench.Zuid));
        Assert.Equal(["opvolging.gebeld", "opvolging.geadviseerd", "opvolging.betwist", "opvolging.gebeld", "opvolging.bevestigd"], _bench.Acts());
    }

    [Fact]
    public async Task Of_an_own_entry_looking_into_the_own_file_is_the_call_and_nobody_has_to_confirm()
    {
        var one = await _bench.OpenAsync(_bench.Noord);

        await _bench.CallAsync(_bench.Noord, one, CaseBench.Spoken);
        var advised = await _bench.AdviseAsync(_bench.Noord, one, CaseBench.Refuse);

        Assert.Equal((FollowUpState.Closed, (CallResult?)null), (advised.FollowUp!.State, advised.FollowUp.SourceSays));
        Assert.Equal([MessageKind.Match], _bench.Told(_bench.Noord));
        Assert.Equal([MessageKind.Advice], _bench.ToldAtGates(_bench.Noord));
    }

    [Fact]
    public async Task Only_when_both_desks_say_so_it_is_somebody_else()
    {
        var one = await _bench.OpenAsync();
        var other = CaseBench.Spoken with { Outcome = "anderePersoon" };

        var asker = await _bench.CallAsync(_bench.Zuid, one, other);
        var unsure = await _bench.CallAsync(_bench.Noord, one, CaseBench.Confirmed);
        var both = await _bench.CallAsync(_bench.Noord, one, other);

        Assert.Equal([false, false, true], new[] { asker, unsure, both }.Select(result => result.FollowUp!.BothSayOther));
    }

    [Fact]
    public async Task What_was_done_stands_in_the_log_with_who_did_it_for_which_match()
    {
        var one = await _bench.OpenAsync();
        await _bench.CallAsync(_bench.Zuid, one, CaseBench.Spoken with { SpokenWith = "Mevrouw Kanarie" });
        await _bench.CallAsync(_bench.Noord, one, CaseBench.Confirmed with { Outcome = "onduidelijk" });

        var acts = _bench.Register.Installation.ActReader.List(participantId: null, one.Id, beforeSeq: null, count: 10);

        Assert.Equal([("opvolging.bevestigd", "onduidelijk"), ("opvolging.gebeld", "bevestigd")], acts.Select(act => (act.Act.Kind, act.Act.Details["uitkomst"])));
        Assert.Equal([_bench.Noord.Desk.AccountId, _bench.Zuid.Desk.AccountId], acts.Select(act => act.Row.AccountId));
        Assert.Equal([_bench.Noord.Participant.Id, _bench.Zuid.Participant.Id], acts.Select(act => act.Act.ParticipantId));
        Assert.All(acts, act => Assert.Equal(one.Reference, act.Act.Details["referentie"]));
        Assert.All(acts, act => Assert.DoesNotContain("Kanarie", act.Act.ToText(), StringComparison.Ordinal));
    }

    private FollowUpTexts Texts(FollowUp one) => _bench.Register.Installation.FollowUps.Texts(_bench.Now(one));
}
