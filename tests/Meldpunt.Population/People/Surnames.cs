using System.Globalization;
using Meldpunt.Population.Randomness;

namespace Meldpunt.Population.People;

/// <summary>Surnames with their frequencies.</summary>
internal static class Surnames
{
    // The thousandth Dutch name has 1,936 bearers; by Zipf's law the name of rank r then has about 1,936,000 / r, which adds up to the population.
    private const long DutchTailScale = 1_936_000;
    private const int DutchTop = 1_000;
    private const int Flat = 5;

    public static WeightedList<FamilyName> Dutch { get; } = ReadDutch();

    /// <summary>An ordered list first, by Zipf's law, and a tail of equal weights that together are drawn this often (a share below 1).</summary>
    public static WeightedList<FamilyName> Of(IReadOnlyList<string> ordered, string? tailFile, int tailPercent)
    {
        const long Scale = 1_000_000;
        var head = ordered.Distinct(StringComparer.Ordinal).Select((name, index) => (Name: FamilyName.Parse(name), Weight: Scale / (index + 1 + Flat))).ToList();
        if (tailFile is null)
        {
            return new WeightedList<FamilyName>(head);
        }

        var known = ordered.ToHashSet(StringComparer.Ordinal);
        var tail = ListFile.Lines(tailFile).Where(name => !known.Contains(name)).ToList();
        var each = Math.Max(1, head.Sum(pair => pair.Weight) * tailPercent / (100 - tailPercent) / tail.Count);
        return new WeightedList<FamilyName>(head.Concat(tail.Select(name => (FamilyName.Parse(name), each))));
    }

    private static WeightedList<FamilyName> ReadDutch()
    {
        var top = ListFile.Lines("surnames-dutch-top.csv").Select(line => line.Split(','))
            .Select(fields => (FamilyName.Parse(fields[0]), long.Parse(fields[1], CultureInfo.InvariantCulture)));
        var tail = ListFile.Lines("surnames-dutch-tail.txt").ToArray();
        Shuffle(tail);
        return new WeightedList<FamilyName>(top.Concat(tail.Select((name, index) => (FamilyName.Parse(name), Math.Max(1, DutchTailScale / (DutchTop + 1 + index))))));
    }

    // The list is alphabetical and its frequencies are not known: which names are rarer is drawn once, the same for every seed.
    private static void Shuffle(string[] names)
    {
        var random = new SeededRandom(0, SeededRandom.Stream.Shuffle, 0);
        for (var last = names.Length - 1; last > 0; last--)
        {
            var other = random.Below(last + 1);
            (names[last], names[other]) = (names[other], names[last]);
        }
    }
}
