using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Tests.FollowUps;

/// <summary>What is refused of a case changes nothing, tells nobody and is no act.</summary>
public sealed class FollowUpRefusalTests : IAsyncLifetime
{
    private CaseBench _bench = null!;
    private FollowUp _one = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await CaseBench.CreateAsync();
        _one = await _bench.OpenAsync();
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_case_between_two_others_is_not_there_for_a_desk()
    {
        var west = await _bench.Register.JoinAsync("West");

        var call = await _bench.CallAsync(west, _one, CaseBench.Spoken);
        var advice = await _bench.AdviseAsync(west, _one, CaseBench.Refuse);

        Assert.Equal((true, true), (call.IsMissing, advice.IsMissing));
        Assert.Null(_bench.Register.Installation.FollowUps.Find(_one.Id, west.Participant.Id));
        Assert.Empty(_bench.Register.Installation.FollowUps.Open(west.Participant.Id, 10));
        AssertUntouched();
    }

    [Fact]
    public async Task Of_two_officers_at_once_the_second_sees_that_somebody_was_first()
    {
        var results = await Task.WhenAll(
            _bench.CallAsync(_bench.Zuid, _one, CaseBench.Spoken, _one.Version), _bench.CallAsync(_bench.Zuid, _one, CaseBench.NoAnswer, _one.Version));

        Assert.Single(results, result => result.Succeeded);
        Assert.Single(results, result => result.IsStale);
        Assert.Single(_bench.Acts());
        Assert.Equal(2, _bench.Now(_one).Version);
    }

    [Fact]
    public async Task Two_desks_at_once_without_versions_are_both_heard()
    {
        await _bench.CallAsync(_bench.Zuid, _one, CaseBench.Spoken);

        await Task.WhenAll(_bench.AdviseAsync(_bench.Zuid, _one, CaseBench.Refuse), _bench.CallAsync(_bench.Noord, _one, CaseBench.Confirmed));

        Assert.Equal((FollowUpState.Closed, 4), (_bench.Now(_one).State, _bench.Now(_one).Version));
    }

    [Fact]
    public async Task To_a_case_that_ended_nothing_is_added()
    {
        await _bench.CallAsync(_bench.Zuid, _one, CaseBench.Spoken);
        await _bench.AdviseAsync(_bench.Zuid, _one, CaseBench.Refuse);
        await _bench.CallAsync(_bench.Noord, _one, CaseBench.Confirmed);
        var lapsed = await _bench.OpenAsync();
        await _bench.WithdrawAsync();
        await _bench.FollowAsync();
        _bench.Register.Time.Advance(FollowUpTerms.AdviceStays);

        foreach (var one in new[] { _one, lapsed })
        {
            var version = _bench.Now(one).Version;
            Assert.Equal([FollowUpRefusals.Ended], (await _bench.CallAsync(_bench.Zuid, one, CaseBench.Spoken)).Faults);
            Assert.Equal([FollowUpRefusals.Ended], (await _bench.AdviseAsync(_bench.Zuid, one, CaseBench.Refuse)).Faults);
            Assert.Equal([FollowUpRefusals.Ended], (await _bench.CallAsync(_bench.Noord, one, CaseBench.Disputed)).Faults);
            Assert.Equal(version, _bench.Now(one).Version);
        }

        Assert.True(FollowUpRefusals.Ended.IsConflict);
    }

    [Fact]
    public async Task Bad_input_to_a_case_that_ended_hears_of_both()
    {
        await _bench.WithdrawAsync();
        await _bench.FollowAsync();

        var result = await _bench.CallAsync(_bench.Zuid, _one, new CallInput { Result = "misschien" });

        Assert.Equal(["keuze", "zaak-gesloten"], result.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_call_is_told_at_once()
    {
        var given = new Fault("veld", "onbekend", "Dit veld kent Meldpunt niet.");

        var result = await _bench.Desk.RecordCallAsync(
            _bench.Zuid.Desk, _one.Id, new CallInput { Result = "misschien", Outcome = "wellicht", SpokenWith = new string('a', 101) }, version: null, [given]);

        Assert.Equal(
            [("veld", "onbekend"), ("resultaat", "keuze"), ("gesprokenMet", "te-lang"), ("uitkomst", "keuze")], result.Faults.Select(fault => (fault.Field, fault.Code)));
        AssertUntouched();
    }

    [Theory]
    [InlineData(null, null, "resultaat", "ontbreekt")]
    [InlineData("gesproken", null, "uitkomst", "ontbreekt")]
    [InlineData("nietGesproken", null, "resultaat", "resultaat-van-bron")]
    public async Task The_desk_of_the_gate_says_whether_they_spoke_and_what_came_of_it(string? result, string? outcome, string field, string code)
    {
        var refused = await _bench.CallAsync(_bench.Zuid, _one, new CallInput { Result = result, Outcome = outcome });

        Assert.Equal([(field, code, false)], refused.Faults.Select(fault => (fault.Field, fault.Code, fault.IsConflict)));
        AssertUntouched();
    }

    [Theory]
    [InlineData("geenGehoor", null, "resultaat", "resultaat-van-bevrager")]
    [InlineData("nietGesproken", "anderePersoon", "uitkomst", "uitkomst-zonder-gesprek")]
    public async Task The_desk_of_the_source_says_whether_it_was_called(string result, string? outcome, string field, string code)
    {
        var refused = await _bench.CallAsync(_bench.Noord, _one, new CallInput { Result = result, Outcome = outcome });

        Assert.Equal([(field, code, false)], refused.Faults.Select(fault => (fault.Field, fault.Code, fault.IsConflict)));
        AssertUntouched();
    }

    [Theory]
    [InlineData(null, null, "advies", "ontbreekt")]
    [InlineData("misschien", null, "advies", "keuze")]
    [InlineData("voorwaarden", " ", "voorwaarden", "ontbreekt")]
    [InlineData("voorwaarden", "onzichtbaar \u200B", "voorwaarden", "tekens")]
    [InlineData("weigeren", "Alleen uitrijden.", "voorwaarden", "voorwaarden-zonder-advies")]
    public async Task Conditions_belong_to_the_advice_that_has_them(string? advice, string? conditions, string field, string code)
    {
        await _bench.CallAsync(_bench.Zuid, _one, CaseBench.Spoken);

        var refused = await _bench.AdviseAsync(_bench.Zuid, _one, new AdviceInput { Advice = advice, Conditions = conditions });

        Assert.Equal([(field, code)], refused.Faults.Select(fault => (fault.Field, fault.Code)));
        Assert.Null(_bench.Now(_one).Advice);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public async Task Conditions_have_at_most_two_hundred_signs(int length, bool isTaken)
    {
        await _bench.CallAsync(_bench.Zuid, _one, CaseBench.Spoken);

        var result = await _bench.AdviseAsync(_bench.Zuid, _one, new AdviceInput { Advice = "voorwaarden", Conditions = new string('a', length) });

        Assert.Equal(isTaken, result.Succeeded);
    }

    [Fact]
    public async Task The_source_does_not_advise_the_gate_of_another()
    {
        await _bench.CallAsync(_bench.Zuid, _one, CaseBench.Spoken);

        var refused = await _bench.AdviseAsync(_bench.Noord, _one, CaseBench.Refuse);

        Assert.Equal([FollowUpRefusals.AdviceIsOfTheAsker], refused.Faults);
        Assert.True(FollowUpRefusals.AdviceIsOfTheAsker.IsConflict);
    }

    [Fact]
    public async Task Who_left_while_the_request_was_under_way_records_nothing()
    {
        await _bench.LeaveAsync(_bench.Zuid);

        await Assert.ThrowsAsync<TakesNoPartException>(() => _bench.CallAsync(_bench.Zuid, _one, CaseBench.Spoken));

        AssertUntouched();
    }

    private void AssertUntouched()
    {
        Assert.Equal((FollowUpState.ToCall, 1), (_bench.Now(_one).State, _bench.Now(_one).Version));
        Assert.Empty(_bench.Acts());
        Assert.Single(_bench.Told(_bench.Noord));
        Assert.Single(_bench.Told(_bench.Zuid));
    }
}
