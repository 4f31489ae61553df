namespace Meldpunt.Index.Matching;

/// <summary>The Dutch names of the strengths, as the interface, the store and the query log have them.</summary>
public static class MatchStrengths
{
    private static readonly string[] Dutch = ["streng", "gewogen", "ruim"];

    /// <summary>All names, from the strictest on.</summary>
    public static IReadOnlyList<string> Names => Dutch;

    public static string ToDutch(this MatchStrength strength) => Dutch[(int)strength];

    /// <summary>Reads a name; false when it is none.</summary>
    public static bool TryParse(string? name, out MatchStrength strength)
    {
        var index = Array.IndexOf(Dutch, name);
        strength = index < 0 ? default : (MatchStrength)index;
        return index >= 0;
    }

    /// <summary>The strength of a name; throws <see cref="FormatException"/> for another word.</summary>
    public static MatchStrength Parse(string name) =>
        TryParse(name, out var strength) ? strength : throw new FormatException($"{name} is no strength of the rule.");
}
