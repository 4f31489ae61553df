using System.Collections.Frozen;

namespace Meldpunt.Index.Names;

/// <summary>What people write where they know nothing. It is absent, and absent never equals absent.</summary>
internal static class AbsentWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Countries =
        EmbeddedText.Lines("countries.txt").ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>As <see cref="Without"/>, for a birthplace: letters with full stops are no initials there, and a whole country is no place.</summary>
    public static ReadOnlySpan<char> WithoutPlace(ReadOnlySpan<char> words) =>
        words is "n v t" or "n a" or "n b" or "x" or "xx" or "xxx" or "0" or "niet bekend" || Countries.Contains(words) ? [] : Without(words);

    /// <summary>The folded words of a field, or nothing when they only say that nothing is known.</summary>
    public static ReadOnlySpan<char> Without(ReadOnlySpan<char> words) =>
        words is "onbekend" or "onb" or "unknown" or "unbekannt" or "inconnu" or "geen" or "nvt" ? [] : words;
}
