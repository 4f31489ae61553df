using System.Globalization;
using System.Runtime.InteropServices;

namespace Meldpunt.Index.Names;

/// <summary>
/// A birth date of which the day, or the month and the day, may be unknown (written 00), as Dutch registers keep it.
/// The default value is no date.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct BirthDate : IEquatable<BirthDate>
{
    /// <summary>Characters of the text form, <c>1984-03-12</c>.</summary>
    public const int TextLength = 10;

    private BirthDate(int year, int month, int day)
    {
        Year = (short)year;
        Month = (byte)month;
        Day = (byte)day;
    }

    public short Year { get; }

    /// <summary>1 to 12, or 0 when unknown.</summary>
    public byte Month { get; }

    /// <summary>1 to 31, or 0 when unknown.</summary>
    public byte Day { get; }

    /// <summary>True when day, month and year are all known.</summary>
    public bool IsComplete => Day != 0;

    /// <summary>
    /// True for the dates that registries write when they do not know one: without day or month, 1 January, and 1 July. Many people share them.
    /// </summary>
    public bool IsRegistryDefault => !IsComplete || (Day == 1 && Month is 1 or 7);

    /// <summary>The first day that this date can stand for.</summary>
    public DateOnly Earliest => new(Year, Math.Max((int)Month, 1), Math.Max((int)Day, 1));

    /// <summary>
    /// Reads <c>yyyy-mm-dd</c>, <c>yyyy-mm-00</c> or <c>yyyy-00-00</c>; false when it is another form or a day that does not exist.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out BirthDate date)
    {
        date = default;
        if (text.Length != TextLength || text[4] != '-' || text[7] != '-'
            || !TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..], out var day))
        {
            return false;
        }

        var exists = year > 0 && month <= 12 && (month, day) switch
        {
            (0, 0) => true,
            (0, _) => false,
            _ => day <= DateTime.DaysInMonth(year, month),
        };
        if (exists)
        {
            date = new BirthDate(year, month, day);
        }

        return exists;
    }

    /// <summary>A date of which only the year is known.</summary>
    public static BirthDate OfYear(int year) => new(year, 0, 0);

    /// <summary>The first day of a month.</summary>
    public static BirthDate FirstOf(int year, int month) => new(year, month, 1);

    /// <summary>The date as somebody reads it who takes the day for the month; false when that is no date, or the same.</summary>
    public bool TrySwapDayAndMonth(out BirthDate swapped)
    {
        swapped = new BirthDate(Year, Day, Month);
        return IsComplete && Day <= 12 && Day != Month;
    }

    /// <summary>Writes <c>yyyymmdd</c> in ASCII digits and returns its length, 8.</summary>
    public int WriteDigits(Span<byte> destination)
    {
        var number = (Year * 10_000) + (Month * 100) + Day;
        for (var position = 7; position >= 0; position--)
        {
            destination[position] = (byte)('0' + (number % 10));
            number /= 10;
        }

        return 8;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}");

    public bool Equals(BirthDate other) => Year == other.Year && Month == other.Month && Day == other.Day;

    public override bool Equals(object? obj) => obj is BirthDate other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Year, Month, Day);

    public static bool operator ==(BirthDate left, BirthDate right) => left.Equals(right);

    public static bool operator !=(BirthDate left, BirthDate right) => !left.Equals(right);

    // By hand, because int.TryParse overlooks null characters at the end.
    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            value = (value * 10) + (digit - '0');
        }

        return !text.ContainsAnyExceptInRange('0', '9');
    }
}
