namespace Meldpunt.Index.Matching;

/// <summary>The Dutch names of the strengths, as the interface, the store and the query log have them.</summary>
public static class MatchStrengths
{
    private static readonly string[] Dutch = ["streng", "gewogen", "ruim"];

    /// <summary>All names, from the strictest on.</summary>
    public static IReadOnlyList<string> Names => Dutch;

    public static string ToDutch(this MatchStrength strength) => Dutch[(int)strength];

    /// <summary>The strength of a name; throws <see cref="FormatException"/> for another word.</summary>
    public static MatchStrength Parse(string name) =>
        Array.IndexOf(Dutch, name) is >= 0 and var index ? (MatchStrength)index : throw new FormatException($"{name} is no strength of the rule.");
}
