using Meldpunt.Index.Matching;

namespace Meldpunt.Service.Accuracy;

/// <summary>The Dutch words of an accuracy run.</summary>
internal static class AccuracyTerms
{
    /// <summary>The words for a strength, the strictest first.</summary>
    public static readonly IReadOnlyList<string> Strengths = [Of(MatchStrength.Strict), Of(MatchStrength.Balanced), Of(MatchStrength.Lenient)];

    public static string Of(MatchStrength strength) => strength switch
    {
        MatchStrength.Strict => "streng",
        MatchStrength.Balanced => "gewogen",
        MatchStrength.Lenient => "ruim",
        _ => throw new ArgumentOutOfRangeException(nameof(strength)),
    };

    /// <summary>The strength of this word; null when there is none.</summary>
    public static MatchStrength? Strength(string word) =>
        Enum.GetValues<MatchStrength>().Where(strength => string.Equals(Of(strength), word, StringComparison.Ordinal)).Cast<MatchStrength?>().FirstOrDefault();

    /// <summary>A kind of outsider, with the ambiguous of it apart.</summary>
    public static string Outsider(string kind, bool isAmbiguous) => isAmbiguous ? $"{kind} (ambigu)" : kind;

    /// <summary>A channel among the differences.</summary>
    public static string Channel(string channel) => $"kanaal={channel}";
}
