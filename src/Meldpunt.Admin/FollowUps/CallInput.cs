namespace Meldpunt.Admin.FollowUps;

/// <summary>What a desk says of a call, as it was typed.</summary>
public sealed record CallInput
{
    /// <summary>One of <see cref="FollowUpTerms.Results"/>.</summary>
    public string? Result { get; init; }

    /// <summary>With whom; may be left out.</summary>
    public string? SpokenWith { get; init; }

    /// <summary>One of <see cref="FollowUpTerms.Identities"/>.</summary>
    public string? Outcome { get; init; }

    public override string ToString() => nameof(CallInput);
}
