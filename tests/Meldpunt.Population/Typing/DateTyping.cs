using Meldpunt.Index.Names;
using Meldpunt.Population.People;
using Meldpunt.Population.Randomness;

namespace Meldpunt.Population.Typing;

/// <summary>The birth date, by hand: at most one thing goes wrong.</summary>
internal static class DateTyping
{
    public static void Type(Draft draft, BirthDate born, DifferenceRates rates, SeededRandom random)
    {
        draft.Born = born;
        if (!born.IsComplete)
        {
            if (random.Chance(rates.DobUnknownPart))
            {
                Set(draft, Difference.DobUnknownPart, Dates.Of(born.Year, born.Month == 0 ? (random.Chance(0.8) ? 1 : 7) : born.Month, 1));
            }

            return;
        }

        if (random.Chance(rates.DobSwap) && born.Day <= 12 && born.Day != born.Month)
        {
            Set(draft, Difference.DobSwap, Dates.Of(born.Year, born.Day, born.Month));
        }
        else if (random.Chance(rates.DobDigit))
        {
            Digit(draft, born, random);
        }
        else if (random.Chance(rates.DobYear) && TryBelievable(OtherYear(born.Year, random), born.Month, born.Day, out var date) && date != born)
        {
            Set(draft, Difference.DobYear, date);
        }
    }

    // Tries until the digit makes another day that exists; the year keeps its century.
    private static void Digit(Draft draft, BirthDate born, SeededRandom random)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var (year, month, day) = ((int)born.Year, (int)born.Month, (int)born.Day);
            var digit = random.Below(10);
            switch (random.Below(6))
            {
                case 0: year = (year / 100 * 100) + (digit * 10) + (year % 10); break;
                case 1: year = (year / 10 * 10) + digit; break;
                case 2: month = (month % 10) + (digit % 2 * 10); break;
                case 3: month = (month / 10 * 10) + digit; break;
                case 4: day = (day % 10) + (digit % 4 * 10); break;
                default: day = (day / 10 * 10) + digit; break;
            }

            if (month > 0 && day > 0 && TryBelievable(year, month, day, out var date) && date != born)
            {
                Set(draft, Difference.DobDigit, date);
                return;
            }
        }
    }

    // A year off, or its last two digits the wrong way round.
    private static int OtherYear(int year, SeededRandom random) => random.Below(4) switch
    {
        0 => year - 1,
        1 => year + 1,
        _ => (year / 100 * 100) + (year % 10 * 10) + (year / 10 % 10),
    };

    // A form refuses somebody who is yet to be born; the slip is then put right.
    private static bool TryBelievable(int year, int month, int day, out BirthDate date) => Dates.TryOf(year, month, day, out date) && year <= Dates.ThisYear;

    private static void Set(Draft draft, string difference, BirthDate date)
    {
        draft.Born = date;
        draft.Differences.Add(difference);
    }
}
