using System.Collections.Frozen;

namespace Meldpunt.Index.Names;

/// <summary>Birthplaces under all their names: 's-Gravenhage and Den Haag, München and Munich, Batavia and Jakarta.</summary>
internal static class PlaceNames
{
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> CanonicalNames = Load();

    /// <summary>The name that stands for all names of a place; the folded name itself, words joined, when the list lacks it.</summary>
    public static ReadOnlySpan<char> Canonical(ReadOnlySpan<char> folded) =>
        CanonicalNames.TryGetValue(folded, out var canonical) ? canonical : folded;

    private static FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Load()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in EmbeddedText.Lines("birthplaces.txt"))
        {
            var forms = line.Split('|', StringSplitOptions.TrimEntries);
            foreach (var form in forms)
            {
                names.TryAdd(form, forms[0]);
            }
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
