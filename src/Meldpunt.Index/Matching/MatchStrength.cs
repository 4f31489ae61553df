namespace Meldpunt.Index.Matching;

/// <summary>How much of two persons must agree before the rule calls them the same.</summary>
public enum MatchStrength
{
    /// <summary>Rather a miss than somebody else.</summary>
    Strict,

    /// <summary>Between the two; what a gate uses.</summary>
    Balanced,

    /// <summary>Rather somebody else than a miss.</summary>
    Lenient,
}
