using Meldpunt.Admin.FollowUps;

namespace Meldpunt.Service.FollowUps;

/// <summary>One case of a question, as far as the gate's advice goes.</summary>
/// <param name="IsLapsed">There is nothing to advise about any more.</param>
/// <param name="Advice">The newest of its desk; null when there is none.</param>
/// <param name="Conditions">In words; null when there are none, or when they went with the entry.</param>
/// <param name="At">When it was advised, or lapsed.</param>
internal sealed record AdvisedCase(bool IsLapsed, GateAdvice? Advice, string? Conditions, DateTimeOffset At)
{
    public override string ToString() => nameof(AdvisedCase);
}
