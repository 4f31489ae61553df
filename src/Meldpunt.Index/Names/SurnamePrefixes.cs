namespace Meldpunt.Index.Names;

/// <summary>The known surname prefixes ("van den", "'t", "el"), folded, longest first.</summary>
internal static class SurnamePrefixes
{
    private static readonly string[] Folded = EmbeddedText.Lines("prefixes.txt")
        .Select(NameFolder.Fold)
        .Where(prefix => prefix.Length > 0)
        .Distinct(StringComparer.Ordinal)
        .OrderByDescending(prefix => prefix.Length)
        .ThenBy(prefix => prefix, StringComparer.Ordinal)
        .ToArray();

    /// <summary>
    /// Length of the longest known prefix at the start of a folded surname, its space included; 0 when there is none
    /// or when nothing would be left of the name.
    /// </summary>
    public static int LengthAtStart(ReadOnlySpan<char> foldedSurname)
    {
        foreach (var prefix in Folded)
        {
            if (foldedSurname.Length > prefix.Length + 1
                && foldedSurname[prefix.Length] == ' '
                && foldedSurname.StartsWith(prefix, StringComparison.Ordinal))
            {
                return prefix.Length + 1;
            }
        }

        return 0;
    }
}
