using System.Globalization;
using Meldpunt.Index.Names;

namespace Meldpunt.Service.Pages.Forms;

/// <summary>
/// A date as people type it: <c>12031984</c>, <c>12-3-1984</c>, <c>12/03/1984</c>, <c>12 maart 1984</c>, <c>1984-03-12</c>. Zero stands for a day
/// or month that is not known. Two digits are no year: a visitor of 90 and a child of 10 are not to be mixed up.
/// </summary>
internal sealed class TypedDate
{
    private const int EarliestYear = 1800;
    private const int LatestYear = 2199;
    private const int CompactLength = 8;
    private const int ShortCompactLength = 6;
    private const int MaxLength = 40;

    private static readonly char[] Separators = [' ', '-', '/', '.', ',', '\t', '\u00A0'];

    // Dutch and English, by the letters that tell them apart.
    private static readonly string[][] Months =
    [
        ["januari", "january"], ["februari", "february"], ["maart", "mrt", "march"], ["april"], ["mei", "may"], ["juni", "june"],
        ["juli", "july"], ["augustus", "august"], ["september", "sept"], ["oktober", "october"], ["november"], ["december"],
    ];

    private TypedDate(TypedDateProblem problem, int year = 0, int month = 0, int day = 0)
    {
        Problem = problem;
        Year = year;
        Month = month;
        Day = day;
    }

    /// <summary>Why it is no date; <see cref="TypedDateProblem.None"/> when it is one.</summary>
    public TypedDateProblem Problem { get; }

    public int Year { get; }

    /// <summary>1 to 12, or 0 when unknown.</summary>
    public int Month { get; }

    /// <summary>1 to 31, or 0 when unknown. Also holds the day of a date that does not exist.</summary>
    public int Day { get; }

    /// <summary>The date as the interface writes it, <c>1984-03-12</c>.</summary>
    public string Iso => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}");

    /// <summary>Reads what was typed.</summary>
    public static TypedDate Read(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (typed.Length > MaxLength)
        {
            return new TypedDate(TypedDateProblem.Unreadable);
        }

        var parts = typed.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            [{ Length: CompactLength } digits] when digits.All(char.IsAsciiDigit) => ReadCompact(digits),
            [{ Length: ShortCompactLength } digits] when digits.All(char.IsAsciiDigit) => new TypedDate(TypedDateProblem.YearUnclear),
            [var first, var second, var third] => ReadParts(first, second, third),
            [var month, var year] when FindMonth(month) is { } number => ReadNumbers("0", number, year),
            _ => new TypedDate(TypedDateProblem.Unreadable),
        };
    }

    /// <summary>A birth date as somebody would type it, with 00 for what is not known.</summary>
    public static string Write(BirthDate date) => string.Create(CultureInfo.InvariantCulture, $"{date.Day:00}-{date.Month:00}-{date.Year:0000}");

    // No number of eight digits is a date in both orders: the years of one order are no months of the other.
    private static TypedDate ReadCompact(string digits)
    {
        var year = Number(digits[4..]) ?? 0;
        return year is >= EarliestYear and <= LatestYear
            ? Create(year, Number(digits[2..4]) ?? 0, Number(digits[..2]) ?? 0)
            : Create(Number(digits[..4]) ?? 0, Number(digits[4..6]) ?? 0, Number(digits[6..]) ?? 0);
    }

    private static TypedDate ReadParts(string first, string second, string third)
    {
        if (FindMonth(second) is { } named)
        {
            return ReadNumbers(first, named, third);
        }

        if (Number(second) is not { } month)
        {
            return new TypedDate(TypedDateProblem.Unreadable);
        }

        return first.Length == 4 ? ReadNumbers(third, month, first) : ReadNumbers(first, month, third);
    }

    private static TypedDate ReadNumbers(string dayText, int month, string yearText)
    {
        if (Number(dayText) is not { } day || dayText.Length > 2 || Number(yearText) is not { } year)
        {
            return new TypedDate(TypedDateProblem.Unreadable);
        }

        return yearText.Length switch
        {
            4 => Create(year, month, day),
            < 4 => new TypedDate(TypedDateProblem.YearUnclear),
            _ => new TypedDate(TypedDateProblem.Unreadable),
        };
    }

    private static TypedDate Create(int year, int month, int day)
    {
        if (year is < EarliestYear or > LatestYear || month > Months.Length)
        {
            return new TypedDate(TypedDateProblem.Unreadable);
        }

        var exists = month == 0 ? day == 0 : day <= DateTime.DaysInMonth(year, month);
        return new TypedDate(exists ? TypedDateProblem.None : TypedDateProblem.DoesNotExist, year, month, day);
    }

    // Three letters of a month are enough, with or without a point; the point went with the separators.
    private static int? FindMonth(string word)
    {
        const int Enough = 3;
        var index = word.Length < Enough
            ? -1
            : Array.FindIndex(Months, names => names.Any(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)));
        return index < 0 ? null : index + 1;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
