using Meldpunt.Index.Names;
using Meldpunt.Population.Likeness;
using Meldpunt.Population.People;
using Meldpunt.Population.Randomness;

namespace Meldpunt.Population.Outsiders;

/// <summary>People who share much with a registered person and are somebody else.</summary>
internal static class Kin
{
    private const int MaxAttempts = 50;

    /// <summary>Another person with the same surname, birth date, birthplace and address; identical twins are of one sex, the others half of the time.</summary>
    public static Person Twin(Person person, SeededRandom random)
    {
        var female = random.Chance(0.7) ? person.Female : !person.Female;
        return person with { Female = female, Given = OtherGiven(person, female, person.Born.Year, random) };
    }

    public static Person SameSurnameAndBirthDate(Person person, SeededRandom random) => Elsewhere(Twin(person, random), random);

    /// <summary>Father or son, mother or daughter: the same first name, 18 to 42 years apart.</summary>
    public static Person FatherOrSon(Person person, SeededRandom random)
    {
        var apart = random.Between(18, 42);
        var year = person.Born.Year - apart < Dates.FirstYear || (person.Born.Year + apart <= Dates.LastYear && random.Chance(0.5))
            ? person.Born.Year + apart
            : person.Born.Year - apart;
        var relative = person with
        {
            Given = [person.Given[0], .. Others(person, year, random)],
            Born = OtherDate(person.Born, random, () => Dates.InYear(Math.Min(year, Dates.LastYear), random)),
        };
        return random.Chance(0.5) ? Elsewhere(relative, random) : random.Chance(0.5) ? relative with { Home = Streets.Draw(random) } : relative;
    }

    /// <summary>A namesake: the same surname and first name and nothing else.</summary>
    public static Person Namesake(Person person, SeededRandom random)
    {
        var born = OtherDate(person.Born, random, () => Dates.InYear(Dates.DrawYear(random), random));
        return Elsewhere(person with { Given = [person.Given[0], .. Others(person, born.Year, random)], Born = born }, random);
    }

    public static Person NamesakeOfTheYear(Person person, SeededRandom random) =>
        Elsewhere(person with { Born = OtherDate(person.Born, random, () => Dates.InYear(person.Born.Year, random)) }, random);

    /// <summary>Brother or sister, one to twelve years apart.</summary>
    public static Person Sibling(Person person, SeededRandom random)
    {
        var female = random.Chance(0.35);
        var year = person.Born.Year + (random.Chance(0.5) ? 1 : -1) * random.Between(1, 12);
        return person with
        {
            Female = female,
            Given = OtherGiven(person, female, year, random),
            Born = Dates.InYear(Math.Clamp(year, Dates.FirstYear, Dates.LastYear), random),
            Birthplace = random.Chance(0.85) ? person.Birthplace : PersonMaker.Birthplace(person.Origin, year, random),
            Home = random.Chance(0.3) ? person.Home : Streets.Draw(random),
        };
    }

    /// <summary>Husband or wife under the registered person's surname, alone or before the own one.</summary>
    public static Person Spouse(Person person, SeededRandom random)
    {
        var stranger = PersonMaker.Draw(random);
        var origin = random.Chance(0.75) ? person.Origin : stranger.Origin;
        var female = random.Chance(0.9) ? !person.Female : person.Female;
        var year = Math.Clamp(person.Born.Year + random.Between(-8, 8), Dates.FirstYear, Dates.LastYear);
        return new Person
        {
            Origin = origin,
            Female = female,
            Own = PersonMaker.Surname(origin, female, random),
            Partner = person.Own,
            Form = random.Chance(0.6) ? SurnameForm.PartnerThenOwn : SurnameForm.Partner,
            Given = OtherGiven(person with { Origin = origin }, female, year, random),
            Born = Dates.InYear(year, random),
            Birthplace = PersonMaker.Birthplace(origin, year, random),
            Home = person.Home,
        };
    }

    /// <summary>The same person elsewhere, as it were: another birthplace and another address.</summary>
    public static Person Elsewhere(Person person, SeededRandom random) => person with
    {
        Birthplace = PersonMaker.Birthplace(person.Origin, person.Born.Year, random),
        Home = Streets.Draw(random),
    };

    // The first is clearly different from every given name of the other; those behind it come as they come.
    private static IReadOnlyList<string> OtherGiven(Person person, bool female, int year, SeededRandom random)
    {
        for (var attempt = 0; ; attempt++)
        {
            var names = PersonMaker.Given(person.Origin, female, year, random);
            if (attempt == MaxAttempts || person.Given.All(name => ClearlyDifferent.GivenNames(names[0], name)))
            {
                return names;
            }
        }
    }

    private static IEnumerable<string> Others(Person person, int year, SeededRandom random) =>
        PersonMaker.Given(person.Origin, person.Female, year, random).Skip(1).Where(name => !string.Equals(name, person.Given[0], StringComparison.Ordinal));

    private static BirthDate OtherDate(BirthDate date, SeededRandom random, Func<BirthDate> draw)
    {
        // A registered 1 January or unknown day of the same year can never be clearly different; the doubt about it is found after the typing.
        var other = draw();
        for (var attempt = 0; attempt < MaxAttempts && !ClearlyDifferent.Dates(date, other); attempt++)
        {
            other = draw();
        }

        return other;
    }
}
