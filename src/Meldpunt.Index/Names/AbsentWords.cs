namespace Meldpunt.Index.Names;

/// <summary>What people write where they know nothing. It is absent, and absent never equals absent.</summary>
internal static class AbsentWords
{
    /// <summary>The folded words of a field, or nothing when they only say that nothing is known.</summary>
    public static ReadOnlySpan<char> Without(ReadOnlySpan<char> words) =>
        words is "onbekend" or "onb" or "unknown" or "unbekannt" or "inconnu" or "geen" or "nvt" ? [] : words;
}
