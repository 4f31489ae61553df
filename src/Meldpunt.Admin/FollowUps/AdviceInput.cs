namespace Meldpunt.Admin.FollowUps;

/// <summary>What a desk advises its gate, as it was typed.</summary>
public sealed record AdviceInput
{
    /// <summary>One of <see cref="FollowUpTerms.Advices"/>.</summary>
    public string? Advice { get; init; }

    public string? Conditions { get; init; }

    public override string ToString() => nameof(AdviceInput);
}
