namespace Meldpunt.Index.Names;

/// <summary>What people write where they know nothing. It is absent, and absent never equals absent.</summary>
internal static class AbsentWords
{
    /// <summary>As <see cref="Without"/>, for a place, where letters with full stops are no initials.</summary>
    public static ReadOnlySpan<char> WithoutPlace(ReadOnlySpan<char> words) => words is "n v t" or "n a" or "x" or "xx" or "xxx" ? [] : Without(words);

    /// <summary>The folded words of a field, or nothing when they only say that nothing is known.</summary>
    public static ReadOnlySpan<char> Without(ReadOnlySpan<char> words) =>
        words is "onbekend" or "onb" or "unknown" or "unbekannt" or "inconnu" or "geen" or "nvt" ? [] : words;
}
