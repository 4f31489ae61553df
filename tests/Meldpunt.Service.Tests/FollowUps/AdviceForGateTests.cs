using Meldpunt.Admin.FollowUps;
using Meldpunt.Service.FollowUps;

namespace Meldpunt.Service.Tests.FollowUps;

/// <summary>What a gate hears over all cases of one visitor, for everything that up to three cases can be.</summary>
public sealed class AdviceForGateTests
{
    private static readonly bool[] Both = [false, true];
    private static readonly GateAdvice?[] Advices = [null, GateAdvice.Admit, GateAdvice.Refuse, GateAdvice.Conditions];
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 11, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_combination_of_cases_gives_the_advice_that_its_rule_says()
    {
        var tried = 0;
        foreach (var cases in Combinations())
        {
            Assert.Equal(Expected(cases), AdviceForGate.Of(cases)?.Word);
            tried++;
        }

        Assert.Equal(8 + (8 * 8) + (8 * 8 * 8), tried);
    }

    [Fact]
    public void One_refusal_is_enough_and_waits_for_no_other_case()
    {
        var advice = AdviceForGate.Of([Case(null), Case(GateAdvice.Refuse), Case(GateAdvice.Conditions, "Alleen dek 1.")]);

        Assert.Equal((GateAdvice.Refuse, 0), (advice!.Advice!.Value, advice.Conditions.Count));
    }

    [Fact]
    public void Letting_in_waits_until_every_case_has_its_advice()
    {
        Assert.Null(AdviceForGate.Of([Case(GateAdvice.Admit), Case(null)]));
        Assert.Equal(GateAdvice.Admit, AdviceForGate.Of([Case(GateAdvice.Admit), Case(GateAdvice.Admit)])!.Advice);
    }

    [Fact]
    public void Conditions_are_told_each_once_in_the_order_of_the_cases()
    {
        var advice = AdviceForGate.Of([
            Case(GateAdvice.Conditions, "Alleen dek 1."), Case(GateAdvice.Admit), Case(GateAdvice.Conditions, "Onder begeleiding."), Case(GateAdvice.Conditions, "Alleen dek 1.")]);

        Assert.Equal(["Alleen dek 1.", "Onder begeleiding."], advice!.Conditions);
    }

    [Fact]
    public void Conditions_without_words_are_still_conditions() =>
        Assert.Equal((GateAdvice.Conditions, 0), (AdviceForGate.Of([Case(GateAdvice.Conditions)])!.Advice!.Value, AdviceForGate.Of([Case(GateAdvice.Conditions)])!.Conditions.Count));

    [Fact]
    public void What_was_advised_of_an_entry_that_went_counts_no_more()
    {
        Assert.Equal("vervallen", AdviceForGate.Of([Case(GateAdvice.Refuse) with { IsLapsed = true }])!.Word);
        Assert.Equal("toelaten", AdviceForGate.Of([Case(GateAdvice.Refuse) with { IsLapsed = true }, Case(GateAdvice.Admit)])!.Word);
    }

    [Fact]
    public void Of_more_entries_than_there_are_cases_nothing_but_a_refusal_is_heard()
    {
        Assert.Null(AdviceForGate.Of([Case(GateAdvice.Admit)], hasUnnamed: true));
        Assert.Null(AdviceForGate.Of([Case(GateAdvice.Conditions, "Alleen dek 1.")], hasUnnamed: true));
        Assert.Null(AdviceForGate.Of([Case(GateAdvice.Admit) with { IsLapsed = true }], hasUnnamed: true));
        Assert.Equal(GateAdvice.Refuse, AdviceForGate.Of([Case(GateAdvice.Refuse), Case(null)], hasUnnamed: true)!.Advice);
    }

    [Fact]
    public void Its_moment_is_that_of_the_last_thing_that_it_rests_on()
    {
        var later = Noon.AddMinutes(5);

        Assert.Equal(later, AdviceForGate.Of([Case(GateAdvice.Admit), Case(GateAdvice.Admit) with { At = later }])!.At);
        Assert.Equal(Noon, AdviceForGate.Of([Case(GateAdvice.Refuse), Case(GateAdvice.Admit) with { At = later }])!.At);
    }

    [Fact]
    public void Without_cases_there_is_nothing_to_hear() => Assert.Null(AdviceForGate.Of([]));

    // The rule once more, in the words of the contract and not of the program.
    private static string? Expected(List<AdvisedCase> cases)
    {
        var words = cases.ConvertAll(one => one.IsLapsed ? "weg" : one.Advice?.ToString() ?? "niets");
        return words switch
        {
            _ when words.Contains("Refuse") => "weigeren",
            _ when words.TrueForAll(word => word is "weg") => "vervallen",
            _ when words.Contains("niets") => null,
            _ when words.Contains("Conditions") => "voorwaarden",
            _ => "toelaten",
        };
    }

    private static IEnumerable<List<AdvisedCase>> Combinations()
    {
        var one = (from lapsed in Both
                   from advice in Advices
                   select Case(advice, advice == GateAdvice.Conditions ? "Alleen dek 1." : null) with { IsLapsed = lapsed }).ToList();
        var all = one.ConvertAll(first => new List<AdvisedCase> { first });
        var two = (from first in one from second in one select new List<AdvisedCase> { first, second }).ToList();
        var three = from cases in two from third in one select new List<AdvisedCase>([.. cases, third]);
        return [.. all, .. two, .. three];
    }

    private static AdvisedCase Case(GateAdvice? advice, string? conditions = null) => new(IsLapsed: false, advice, conditions, Noon);
}
