namespace Meldpunt.Admin.FollowUps;

/// <summary>What a case waits for, and until when before somebody else is told (<c>docs/spec/follow-up.md</c>, sections 2 and 4).</summary>
internal static class FollowUpRules
{
    /// <summary>
    /// The state that follows from what was recorded. It closes only when the desks spoke, the gate was advised and, where there are two desks, the other one confirmed the call.
    /// </summary>
    public static FollowUpState StateOf(FollowUp one) => one switch
    {
        { State: FollowUpState.Lapsed } => FollowUpState.Lapsed,
        { CalledAt: null } => FollowUpState.ToCall,
        { Advice: null } => FollowUpState.ToAdvise,
        { IsOwn: false, SourceSays: not CallResult.Spoken } => FollowUpState.ToConfirm,
        _ => FollowUpState.Closed,
    };

    /// <summary>Settles state, end and clock after something was recorded.</summary>
    public static void Settle(FollowUp one, DateTimeOffset now)
    {
        var before = one.State;
        one.State = StateOf(one);
        one.EndedAt = one.IsOpen ? null : one.EndedAt ?? now;
        one.Escalation = one.State == before ? one.Escalation : 0;
        one.DueAt = NextDue(one);
    }

    /// <summary>When it is said next that the case waits; null when never.</summary>
    public static DateTimeOffset? NextDue(FollowUp one)
    {
        var (since, terms) = one.State switch
        {
            FollowUpState.ToCall => (one.OpenedAt, FollowUpTerms.ToCall),
            FollowUpState.ToAdvise => (one.CalledAt!.Value, FollowUpTerms.ToAdvise),
            FollowUpState.ToConfirm => (one.AdvisedAt!.Value > one.CalledAt!.Value ? one.AdvisedAt.Value : one.CalledAt.Value, FollowUpTerms.ToConfirm),
            _ => (default, []),
        };
        return one.Escalation < terms.Count ? since + terms[one.Escalation] : null;
    }
}
