using Meldpunt.Admin.FollowUps;

namespace Meldpunt.Service.FollowUps;

/// <summary>What a gate hears about one visitor, over all cases of its question (<c>docs/spec/follow-up.md</c>, section 5; protocol article 5.3). An advice and no order, without a reason.</summary>
/// <param name="Advice">Null when every case lapsed, which means what no match means.</param>
/// <param name="Conditions">Each once, in the order of the cases.</param>
/// <param name="At">When the last of what it rests on was recorded.</param>
internal sealed record AdviceForGate(GateAdvice? Advice, IReadOnlyList<string> Conditions, DateTimeOffset At)
{
    /// <summary>The word for a question of which every case lapsed.</summary>
    public const string Lapsed = "vervallen";

    /// <summary>As the interface says it.</summary>
    public string Word => Advice is { } advice ? FollowUpTerms.Of(advice) : Lapsed;

    /// <summary>The advice of all cases of a question; null as long as there is none. What was advised of a case that lapsed since then does not count: its entry is not there any more.</summary>
    /// <param name="cases">Every case of the question.</param>
    /// <param name="hasUnnamed">Entries matched that have no case: nobody looks at those, so that nothing but a refusal can be said.</param>
    public static AdviceForGate? Of(IReadOnlyCollection<AdvisedCase> cases, bool hasUnnamed = false)
    {
        if (cases.Count == 0)
        {
            return null;
        }

        var standing = cases.Where(one => !one.IsLapsed).ToList();
        if (standing.Count == 0 && !hasUnnamed)
        {
            return new AdviceForGate(null, [], Last(cases));
        }

        var refused = standing.Where(one => one.Advice == GateAdvice.Refuse).ToList();
        if (refused.Count > 0)
        {
            return new AdviceForGate(GateAdvice.Refuse, [], Last(refused));
        }

        if (hasUnnamed || standing.Any(one => one.Advice is null))
        {
            return null;
        }

        var conditional = standing.Where(one => one.Advice == GateAdvice.Conditions).ToList();
        return conditional.Count == 0
            ? new AdviceForGate(GateAdvice.Admit, [], Last(standing))
            : new AdviceForGate(GateAdvice.Conditions, [.. conditional.Select(one => one.Conditions).OfType<string>().Distinct(StringComparer.Ordinal)], Last(standing));
    }

    public override string ToString() => nameof(AdviceForGate);

    private static DateTimeOffset Last(IEnumerable<AdvisedCase> cases) => cases.Max(one => one.At);
}
