using Meldpunt.Index.Names;
using Meldpunt.Population.Randomness;

namespace Meldpunt.Population.People;

/// <summary>Birth dates. The year of the measurement is fixed, so that ages do not depend on the day it runs.</summary>
internal static class Dates
{
    public const int ThisYear = 2026;
    public const int FirstYear = ThisYear - 90;
    public const int LastYear = ThisYear - 16;

    // Ages of people who get a ban for a garage: an assumption, between the ages of suspects and those of the population.
    private static readonly WeightedList<(int From, int To)> Ages = new(
        [((16, 17), 4), ((18, 24), 18), ((25, 29), 16), ((30, 39), 25), ((40, 49), 17), ((50, 59), 11), ((60, 69), 6), ((70, 90), 3)]);

    public static int DrawYear(SeededRandom random)
    {
        var (from, to) = Ages.Draw(random);
        return ThisYear - random.Between(from, to);
    }

    public static BirthDate InYear(int year, SeededRandom random)
    {
        var month = random.Between(1, 12);
        return Of(year, month, random.Between(1, DateTime.DaysInMonth(year, month)));
    }

    /// <summary>A date without its day, or its day and month, when they are 0. Throws when there is no such day.</summary>
    public static BirthDate Of(int year, int month, int day) =>
        TryOf(year, month, day, out var date) ? date : throw new ArgumentOutOfRangeException(nameof(day), "There is no such day.");

    public static bool TryOf(int year, int month, int day, out BirthDate date)
    {
        ReadOnlySpan<char> text =
        [
            Digit(year / 1000), Digit(year / 100), Digit(year / 10), Digit(year), '-', Digit(month / 10), Digit(month), '-', Digit(day / 10), Digit(day),
        ];
        return BirthDate.TryParse(text, out date);
    }

    private static char Digit(int number) => (char)('0' + (number % 10));
}
