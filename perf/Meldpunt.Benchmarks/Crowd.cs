using Meldpunt.Index.Names;
using Meldpunt.Population;

namespace Meldpunt.Benchmarks;

/// <summary>
/// The people of a measurement: so many registered, and visitors who ask about them. They are the population on which the matching is judged too
/// (tests/Meldpunt.Population), with its shares of names, places and typing. Above a million the same million comes back under other birth dates.
/// </summary>
internal sealed class Crowd
{
    private const int Seed = 2026;
    private const int MostDistinct = 1_000_000;
    private const int VisitorsPerTurn = 4;

    // A hard outsider has the birth date of a registered person in about one of three.
    private const int OutsidersPerSameDate = 3;

    private readonly InventedPopulation _population;
    private readonly int _parts;

    public Crowd(int entries)
    {
        Entries = entries;
        var distinct = Math.Min(entries, MostDistinct);
        _parts = (entries + distinct - 1) / distinct;
        _population = new InventedPopulation(Seed, distinct);
    }

    public int Entries { get; }

    /// <summary>Registered person number so-and-so.</summary>
    public PersonDetails Registered(int number) => Moved(_population.Register[number % _population.Register.Count].Details, number / _population.Register.Count);

    /// <summary>
    /// Visitors, all different: of every four two who are registered, with the typing differences of the population, one outsider of the surname and birth
    /// date of somebody registered, and one outsider who shares nothing on purpose.
    /// </summary>
    public Visitor[] Visitors(int count)
    {
        var share = (count / VisitorsPerTurn) + 1;
        var registered = Make(VisitorKind.Registered, from => _population.TrueQueries(1, from), 2 * share);
        var sameDate = Make(VisitorKind.SameDate, from => _population.HardOutsiders(1, from).Where(IsOfSameDate), 2 * OutsidersPerSameDate * share);
        var random = Make(VisitorKind.Random, from => _population.RandomOutsiders(1, from), share);
        var visitors = new Visitor[count];
        for (var number = 0; number < count; number++)
        {
            var turn = number / VisitorsPerTurn;
            visitors[number] = (number % VisitorsPerTurn) switch
            {
                0 => registered[2 * turn],
                1 => sameDate[turn],
                2 => registered[(2 * turn) + 1],
                _ => random[turn],
            };
        }

        return visitors;
    }

    private Visitor[] Make(VisitorKind kind, Func<long, IEnumerable<GeneratedQuery>> stream, int count) =>
        [.. Enumerable.Range(0, count).AsParallel().AsOrdered()
            .SelectMany(number => stream(number).Select(query => new Visitor(kind, Moved(query.Details, number % _parts))))];

    private static bool IsOfSameDate(GeneratedQuery query) => query.Kind is QueryKind.Twin or QueryKind.SameSurnameDob;

    // Within the year, so that the ages stay as they are; a date that stands for an unknown one stays such a date and moves to another year.
    private static PersonDetails Moved(PersonDetails person, int part) => part == 0 ? person : new PersonDetails
    {
        Surname = person.Surname,
        Prefix = person.Prefix,
        FirstNames = person.FirstNames,
        BirthDate = Moved(person.BirthDate, part),
        Birthplace = person.Birthplace,
        Address = person.Address,
        Postcode = person.Postcode,
        IsTransliterated = person.IsTransliterated,
        NameMayBeCut = person.NameMayBeCut,
    };

    private static BirthDate Moved(BirthDate date, int part)
    {
        const int FirstYear = 1936;
        const int Years = 75;
        const int DaysMoved = 31;
        if (date.IsRegistryDefault)
        {
            return Date(FirstYear + ((date.Year - FirstYear + part + Years) % Years), date.Month, date.Day);
        }

        var days = DateTime.IsLeapYear(date.Year) ? 366 : 365;
        var moved = new DateOnly(date.Year, 1, 1).AddDays((date.Earliest.DayOfYear - 1 + (DaysMoved * part)) % days);
        return Date(moved.Year, moved.Month, moved.Day);
    }

    private static BirthDate Date(int year, int month, int day)
    {
        var text = FormattableString.Invariant($"{year:0000}-{month:00}-{day:00}");
        return BirthDate.TryParse(text, out var date) ? date : throw new InvalidOperationException($"{text} is no date.");
    }
}
