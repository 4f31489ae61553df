using System.Globalization;
using Meldpunt.Population.Randomness;

namespace Meldpunt.Population.People;

/// <summary>Birthplaces: Dutch ones by inhabitants, foreign ones by origin.</summary>
internal static class Places
{
    // A place outside the list of cities weighs as one of 2,500 inhabitants: together they then hold a third of all births.
    private const long VillageWeight = 25;
    private const long CityScale = 10;

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> ForeignLines = ListFile.Sections("places-foreign.txt", ';');

    public static WeightedList<Place> Dutch { get; } = ReadDutch();

    /// <summary>The places under this heading, the first the most frequent.</summary>
    public static WeightedList<Place> Abroad(string heading, string country) =>
        WeightedList<Place>.ByRank(ForeignLines[heading].Select(text => Parse(text, string.Empty, country)), flat: 3);

    private static WeightedList<Place> ReadDutch()
    {
        var weighted = new List<(Place Place, long Weight)>();
        foreach (var line in ListFile.Lines("places-dutch-cities.txt"))
        {
            var fields = line.Split(';');
            weighted.Add((Parse(fields[1], fields.Length > 2 ? fields[2] : string.Empty, country: null), CityScale * long.Parse(fields[0], CultureInfo.InvariantCulture)));
        }

        var cities = weighted.Select(pair => pair.Place.Name).ToHashSet(StringComparer.Ordinal);
        weighted.AddRange(ListFile.Lines("places-dutch.txt").Where(name => !cities.Contains(name)).Select(name => (new Place(name, [], [], null), VillageWeight)));
        return new WeightedList<Place>(weighted);
    }

    private static Place Parse(string text, string districts, string? country)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        return new Place(
            sign < 0 ? text : text[..sign],
            sign < 0 ? [] : text[(sign + 1)..].Split(','),
            districts.Length == 0 ? [] : districts.TrimStart('+').Split(','),
            country);
    }
}
