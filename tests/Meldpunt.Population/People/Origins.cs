using Meldpunt.Population.Randomness;

namespace Meldpunt.Population.People;

/// <summary>All origins with their shares. The shares are assumptions (README); they add up to 1,000.</summary>
internal static class Origins
{
    private static readonly GivenNames DutchMen = GivenNames.Dutch("men");
    private static readonly GivenNames DutchWomen = GivenNames.Dutch("women");

    public static IReadOnlyList<Origin> All { get; } = [Dutch(), .. WithOneList(), .. Surinamese(), Other()];

    public static WeightedList<Origin> ByShare { get; } = new(All.Select(origin => (origin, (long)origin.PerMille)));

    public static GivenNames DutchGiven(bool female) => female ? DutchWomen : DutchMen;

    private static Origin Dutch() => new()
    {
        Name = "dutch",
        PerMille = 600,
        Surnames = Surnames.Dutch,
        Men = DutchMen,
        Women = DutchWomen,
        Abroad = Places.Abroad("german", "Duitsland"),
        BornAbroadOlder = 0.01,
        BornAbroadYounger = 0.015,
        SeveralGiven = true,
    };

    private static IEnumerable<Origin> WithOneList() =>
    [
        Read("turkish", "Turkije", 65, tailPercent: 25) with { DutchGiven = 0.02, BornAbroadOlder = 0.85, BornAbroadYounger = 0.3, DefaultDate = 0.12 },
        Read("moroccan", "Marokko", 90, tailPercent: 45) with { DutchGiven = 0.01, BornAbroadOlder = 0.85, BornAbroadYounger = 0.3, DefaultDate = 0.12 },
        Read("antillean", "Curaçao", 40) with { DutchGiven = 0.2, BornAbroadOlder = 0.9, BornAbroadYounger = 0.5, SeveralGiven = true },
        Read("indonesian", "Indonesië", 20) with { DutchGiven = 0.35, BornAbroadOlder = 0.4, BornAbroadYounger = 0.1, SeveralGiven = true },
        Read("polish", "Polen", 35, tailPercent: 60) with { DutchGiven = 0.01, BornAbroadOlder = 0.98, BornAbroadYounger = 0.9 },
        Read("german", "Duitsland", 15, tailPercent: 45) with { DutchGiven = 0.1, BornAbroadOlder = 0.8, BornAbroadYounger = 0.7 },
        Read("belgian", "België", 12) with { DutchGiven = 0.15, BornAbroadOlder = 0.8, BornAbroadYounger = 0.7 },
        Read("portuguese", "Kaapverdië", 15, tailPercent: 40) with { DutchGiven = 0.08, BornAbroadOlder = 0.85, BornAbroadYounger = 0.4, SeveralGiven = true },
        Read("syrian", "Syrië", 16) with { BornAbroadOlder = 1, BornAbroadYounger = 0.97, DefaultDate = 0.15 },
        Read("eritrean", "Eritrea", 10) with { BornAbroadOlder = 1, BornAbroadYounger = 0.95, DefaultDate = 0.15 },
    ];

    private static IEnumerable<Origin> Surinamese()
    {
        var sections = ListFile.Sections("names-surinamese.txt");
        foreach (var (group, share, dutchGiven) in new[] { ("hindustani", 28, 0.1), ("creole", 27, 0.2), ("javanese", 10, 0.2), ("chinese", 4, 0.2) })
        {
            yield return Of(group, share, sections[$"{group} surnames"], sections[$"{group} men"], sections[$"{group} women"]) with
            {
                Abroad = Places.Abroad("surinamese", "Suriname"),
                DutchGiven = dutchGiven,
                BornAbroadOlder = 0.85,
                BornAbroadYounger = 0.35,
                DefaultDate = 0.01,
                SeveralGiven = true,
            };
        }
    }

    // People from elsewhere, or with one parent from there: their surnames with Dutch given names.
    private static Origin Other() => Dutch() with
    {
        Name = "other",
        PerMille = 13,
        Surnames = Surnames.Of(["Smith", "Jones", "García", "Martínez", "Popescu", "Horvat", "Nguyen", "Khan", "Kaur", "Chen"], "surnames-other.txt", tailPercent: 80),
    };

    private static Origin Read(string name, string country, int perMille, int tailPercent = 0)
    {
        var sections = ListFile.Sections($"names-{name}.txt");
        return Of(name, perMille, sections["surnames"], sections["men"], sections["women"]) with
        {
            Surnames = Surnames.Of(sections["surnames"], tailPercent > 0 ? $"surnames-{name}.txt" : null, tailPercent),
            Abroad = Places.Abroad(name, country),
        };
    }

    private static Origin Of(string name, int perMille, IReadOnlyList<string> surnames, IReadOnlyList<string> men, IReadOnlyList<string> women) => new()
    {
        Name = name,
        PerMille = perMille,
        Surnames = Surnames.Of(surnames, tailFile: null, tailPercent: 0),
        Men = GivenNames.Of(men),
        Women = GivenNames.Of(women),
    };
}
