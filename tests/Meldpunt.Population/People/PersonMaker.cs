using Meldpunt.Index.Names;
using Meldpunt.Population.Randomness;

namespace Meldpunt.Population.People;

/// <summary>Makes people up.</summary>
internal static class PersonMaker
{
    private const int AbroadTurningPoint = 1980;
    // Three quarters of those who get a ban are men: an assumption.
    private const double WomenShare = 0.27;

    private static readonly WeightedList<int> SeveralGiven = new([(1, 36), (2, 34), (3, 21), (4, 8), (5, 1)]);
    private static readonly WeightedList<int> FewGiven = new([(1, 80), (2, 16), (3, 4)]);
    private static readonly WeightedList<SurnameForm> Forms = new([(SurnameForm.Own, 48), (SurnameForm.PartnerThenOwn, 34), (SurnameForm.OwnThenPartner, 4), (SurnameForm.Partner, 14)]);

    public static Person Draw(SeededRandom random)
    {
        var origin = Origins.ByShare.Draw(random);
        var female = random.Chance(WomenShare);
        var year = Dates.DrawYear(random);
        var place = Birthplace(origin, year, random);
        var partner = DrawPartner(origin, female, year, random);
        return new Person
        {
            Origin = origin,
            Female = female,
            Own = Surname(origin, female, random),
            Partner = partner,
            Form = partner is null ? SurnameForm.Own : Forms.Draw(random),
            Given = Given(origin, female, year, random),
            Born = Born(origin, year, place, random),
            Birthplace = place,
            Home = Streets.Draw(random),
        };
    }

    public static FamilyName Surname(Origin origin, bool female, SeededRandom random)
    {
        var name = origin.Surnames.Draw(random);
        return female && string.Equals(origin.Name, "polish", StringComparison.Ordinal) && EndsAsPolishAdjective(name.Main)
            ? name with { Main = string.Concat(name.Main.AsSpan(0, name.Main.Length - 1), "a") }
            : name;
    }

    /// <summary>One to five different names.</summary>
    public static IReadOnlyList<string> Given(Origin origin, bool female, int year, SeededRandom random)
    {
        var names = new string[(origin.SeveralGiven ? SeveralGiven : FewGiven).Draw(random)];
        for (var index = 0; index < names.Length; index++)
        {
            names[index] = OneGiven(origin, female, year, random);
        }

        return names.Length == 1 ? names : [.. names.Distinct(StringComparer.Ordinal)];
    }

    public static string OneGiven(Origin origin, bool female, int year, SeededRandom random)
    {
        var names = random.Chance(origin.DutchGiven) ? Origins.DutchGiven(female) : female ? origin.Women : origin.Men;
        return names.Draw(year, random);
    }

    public static Place Birthplace(Origin origin, int year, SeededRandom random)
    {
        var abroad = random.Chance(year < AbroadTurningPoint ? origin.BornAbroadOlder : origin.BornAbroadYounger);
        return abroad && origin.Abroad is not null ? origin.Abroad.Draw(random) : Places.Dutch.Draw(random);
    }

    /// <summary>A date, or what a register writes for want of one: 1 January, 1 July, or the year alone.</summary>
    private static BirthDate Born(Origin origin, int year, Place place, SeededRandom random)
    {
        if (place.Country is null || !random.Chance(origin.DefaultDate))
        {
            return Dates.InYear(year, random);
        }

        return random.Below(20) switch
        {
            < 14 => Dates.Of(year, 1, 1),
            < 18 => Dates.Of(year, 7, 1),
            18 => Dates.Of(year, 0, 0),
            _ => Dates.Of(year, random.Between(1, 12), 0),
        };
    }

    private static FamilyName? DrawPartner(Origin origin, bool female, int year, SeededRandom random)
    {
        var married = year <= Dates.ThisYear - 23 && random.Chance(female ? 0.45 : 0.05);
        return married ? Surname(random.Chance(0.8) ? origin : Origins.ByShare.Draw(random), female: false, random) : null;
    }

    private static bool EndsAsPolishAdjective(string name) =>
        name.EndsWith("ski", StringComparison.Ordinal) || name.EndsWith("cki", StringComparison.Ordinal) || name.EndsWith("dzki", StringComparison.Ordinal);
}
