using Meldpunt.Population.People;

namespace Meldpunt.Population.Likeness;

/// <summary>What else somebody with this given name is called, and how else it is spelt. Both from lists.</summary>
internal static class NameFamilies
{
    private static readonly Dictionary<string, string[]> CallingOfMen = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, string[]> CallingOfWomen = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, string[]> Spellings = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, List<int>> FamiliesOf = new(StringComparer.Ordinal);
    private static readonly List<string[]> Families = [];

    static NameFamilies()
    {
        foreach (var line in ListFile.Lines("calling-names.txt"))
        {
            var formal = line[2..line.IndexOf('>', StringComparison.Ordinal)].Trim();
            var calling = line[(line.IndexOf('>', StringComparison.Ordinal) + 1)..].Split(',', StringSplitOptions.TrimEntries);
            (line[0] == 'm' ? CallingOfMen : CallingOfWomen)[formal] = calling;
            Add([formal, .. calling]);
        }

        foreach (var line in ListFile.Lines("spelling-variants.txt"))
        {
            var names = line.Split(',', StringSplitOptions.TrimEntries);
            foreach (var name in names)
            {
                Spellings[name] = [.. Spellings.GetValueOrDefault(name, []), .. names.Where(other => !string.Equals(other, name, StringComparison.Ordinal))];
            }

            Add(names);
        }
    }

    /// <summary>Calling names of the name in somebody's documents; empty when the list has none.</summary>
    public static IReadOnlyList<string> CallingNames(string formal, bool female) => (female ? CallingOfWomen : CallingOfMen).GetValueOrDefault(formal, []);

    /// <summary>Other spellings of the same name; empty when the list has none.</summary>
    public static IReadOnlyList<string> OtherSpellings(string name) => Spellings.GetValueOrDefault(name, []);

    /// <summary>All names that stand in a line with this one, itself left out.</summary>
    public static IEnumerable<string> Relatives(string name) => FamiliesOf.GetValueOrDefault(SoundCode.Bare(name), [])
        .SelectMany(family => Families[family])
        .Where(other => !string.Equals(other, name, StringComparison.Ordinal))
        .Distinct(StringComparer.Ordinal);

    /// <summary>True when a line of either list holds both names, capitals and accents aside.</summary>
    public static bool Same(HeardName left, HeardName right) =>
        FamiliesOf.TryGetValue(left.Letters, out var one) && FamiliesOf.TryGetValue(right.Letters, out var other) && one.Exists(other.Contains);

    private static void Add(string[] names)
    {
        Families.Add(names);
        foreach (var name in names.Select(SoundCode.Bare).Distinct(StringComparer.Ordinal))
        {
            if (!FamiliesOf.TryGetValue(name, out var families))
            {
                FamiliesOf[name] = families = [];
            }

            families.Add(Families.Count - 1);
        }
    }
}
