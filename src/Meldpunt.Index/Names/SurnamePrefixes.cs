using System.Collections.Frozen;

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

    // How prefixes are abbreviated on forms and lists: v.d. Berg, vd Berg, v/d Berg.
    private static readonly string[] Abbreviated = ["v", "d", "vd", "vdr", "vdn", "vh", "vt", "o", "t", "s", "vanden", "vander", "vande", "vant"];

    // What stands between two surnames and is no name (echtgenoot van, geboren, weduwe, the Spanish and Polish "and"), and what "son of" is elsewhere.
    private static readonly string[] Joints = ["e", "ev", "geb", "geboren", "wed", "weduwe", "gen", "genaamd", "y", "i", "en", "ait", "ould", "oulad"];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = Folded
        .SelectMany(prefix => prefix.Split(' '))
        .Concat(Abbreviated)
        .Concat(Joints)
        .ToFrozenSet(StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    // Written as one with the name, as in Belgium; longest first. Of the last four only when a known surname is left: Dekker is no Kker.
    private static readonly string[] Glued = ["vanden", "vander", "vande", "vant", "van", "vd"];
    private static readonly string[] GluedBeforeKnown = ["vanden", "vander", "vande", "van", "den", "der", "ten", "ter", "de", "el"];

    private const int ShortestName = 3;

    /// <summary>True for a word that is, or is part of, a known prefix.</summary>
    public static bool IsPrefixWord(ReadOnlySpan<char> word) => word.IsEmpty || Words.Contains(word);

    /// <summary>A name without the prefix that is written as one with it (Vandenberg); the name itself when there is none.</summary>
    public static ReadOnlySpan<char> WithoutGlued(ReadOnlySpan<char> name)
    {
        foreach (var prefix in Glued)
        {
            if (name.Length >= prefix.Length + ShortestName && name.StartsWith(prefix))
            {
                return name[prefix.Length..];
            }
        }

        foreach (var prefix in GluedBeforeKnown)
        {
            if (name.StartsWith(prefix) && NameLexicon.IsSurname(name[prefix.Length..]))
            {
                return name[prefix.Length..];
            }
        }

        return name;
    }

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
