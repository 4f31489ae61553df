using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Messages;

namespace Meldpunt.Admin.Tests.FollowUps;

/// <summary>A case closes by itself, and the visitor may stand there still: the advice that comes with the call, and the one that mends a slip, reach the gate.</summary>
public sealed class AdviceAfterCloseTests : IAsyncLifetime
{
    private static readonly AdviceInput Admit = new() { Advice = "toelaten" };
    private static readonly CallInput SpokenOther = CaseBench.Spoken with { Outcome = "anderePersoon" };

    private CaseBench _bench = null!;
    private FollowUp _one = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await CaseBench.CreateAsync();
        _one = await _bench.OpenAsync();
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task The_advice_that_comes_with_the_call_counts_although_that_call_closes_the_case()
    {
        await RefuseMeanwhileAsync();

        var result = await BothAsync(SpokenOther, Admit, version: 4);

        var now = _bench.Now(_one);
        Assert.True(result.Succeeded);
        Assert.Equal((FollowUpState.Closed, GateAdvice.Admit, VisitorIdentity.OtherPerson, 5), (now.State, now.Advice, now.Outcome, now.Version));
        Assert.Equal(["opvolging.geenGehoor", "opvolging.geadviseerd", "opvolging.bevestigd", "opvolging.gebeld", "opvolging.geadviseerd"], _bench.Acts());
        Assert.Equal([MessageKind.Advice, MessageKind.Advice], _bench.ToldAtGates(_bench.Zuid));
        Assert.Equal([MessageKind.Match, MessageKind.Call, MessageKind.Advice, MessageKind.Call, MessageKind.Advice], _bench.Told(_bench.Noord));
    }

    [Theory]
    [InlineData("gesproken", null, "toelaten", null, "uitkomst")]
    [InlineData("gesproken", "anderePersoon", "voorwaarden", null, "voorwaarden")]
    [InlineData("gesproken", "anderePersoon", "misschien", null, "advies")]
    [InlineData("gesproken", "anderePersoon", "toelaten", 3, null)]
    public async Task When_either_of_both_cannot_be_recorded_neither_is(string result, string? outcome, string advice, int? version, string? field)
    {
        await RefuseMeanwhileAsync();
        var acts = _bench.Acts().Count();

        var refused = await BothAsync(new CallInput { Result = result, Outcome = outcome }, new AdviceInput { Advice = advice }, version);

        Assert.Equal((field is null, field), (refused.IsStale, refused.Faults.SingleOrDefault()?.Field));
        Assert.Equal((4, GateAdvice.Refuse, (DateTimeOffset?)null), (_bench.Now(_one).Version, _bench.Now(_one).Advice, _bench.Now(_one).CalledAt));
        Assert.Equal(acts, _bench.Acts().Count());
    }

    [Fact]
    public async Task The_desk_of_the_source_advises_nobody_along_with_what_it_says_of_the_call()
    {
        var refused = await _bench.Desk.RecordCallAndAdviseAsync(_bench.Noord.Desk, _one.Id, CaseBench.Confirmed, Admit, version: null, []);

        Assert.Equal([FollowUpRefusals.AdviceIsOfTheAsker], refused.Faults);
        Assert.Empty(_bench.Acts());
    }

    [Fact]
    public async Task A_slip_on_a_closed_case_is_mended_for_a_day_and_the_case_stays_closed()
    {
        var own = await _bench.OpenAsync(_bench.Noord);
        await _bench.CallAsync(_bench.Noord, own, CaseBench.Spoken);
        var closed = (await _bench.AdviseAsync(_bench.Noord, own, Admit)).FollowUp!;
        _bench.Register.Time.Advance(FollowUpTerms.AdviceStays - TimeSpan.FromMinutes(1));

        var mended = await _bench.AdviseAsync(_bench.Noord, own, CaseBench.Refuse, closed.Version);
        _bench.Register.Time.Advance(TimeSpan.FromMinutes(1));
        var late = await _bench.AdviseAsync(_bench.Noord, own, Admit);

        var now = _bench.Now(own);
        Assert.True(mended.Succeeded);
        Assert.Equal((FollowUpState.Closed, GateAdvice.Refuse, closed.EndedAt, (DateTimeOffset?)null), (now.State, now.Advice, now.EndedAt, now.DueAt));
        Assert.Equal([MessageKind.Advice, MessageKind.Advice], _bench.ToldAtGates(_bench.Noord));
        Assert.Equal(["opvolging.gebeld", "opvolging.geadviseerd", "opvolging.geadviseerd"], _bench.Acts());
        Assert.Equal([FollowUpRefusals.Ended], late.Faults);
    }

    [Fact]
    public async Task A_closed_case_takes_an_advice_of_its_own_desk_only_and_none_when_its_entry_went()
    {
        await RefuseMeanwhileAsync();
        await _bench.CallAsync(_bench.Zuid, _one, CaseBench.Spoken);

        var other = await _bench.AdviseAsync(_bench.Noord, _one, Admit);
        var call = await _bench.CallAsync(_bench.Zuid, _one, SpokenOther);
        var again = await _bench.AdviseAsync(_bench.Zuid, _one, Admit);
        await _bench.WithdrawAsync();
        var gone = await _bench.AdviseAsync(_bench.Zuid, _one, CaseBench.Refuse);

        Assert.Equal([FollowUpRefusals.AdviceIsOfTheAsker], other.Faults);
        Assert.Equal([FollowUpRefusals.Ended], call.Faults);
        Assert.True(again.Succeeded);
        Assert.Equal([FollowUpRefusals.Ended], gone.Faults);
        Assert.Equal((FollowUpState.Closed, GateAdvice.Admit), (_bench.Now(_one).State, _bench.Now(_one).Advice));
    }

    // Nobody answers, the gate is advised meanwhile, and the other desk calls back and says so.
    private async Task RefuseMeanwhileAsync()
    {
        await _bench.CallAsync(_bench.Zuid, _one, CaseBench.NoAnswer);
        await _bench.AdviseAsync(_bench.Zuid, _one, CaseBench.Refuse);
        await _bench.CallAsync(_bench.Noord, _one, CaseBench.Confirmed);
    }

    private Task<FollowUpResult> BothAsync(CallInput call, AdviceInput advice, int? version) =>
        _bench.Desk.RecordCallAndAdviseAsync(_bench.Zuid.Desk, _one.Id, call, advice, version, []);
}
