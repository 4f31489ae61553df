using Meldpunt.Index.Names;

namespace Meldpunt.Population.Likeness;

/// <summary>
/// The one place that says when two given names, or two birth dates, clearly belong to two people. "Hard" outsiders hold to it and "ambiguous" ones
/// do not, so every false-match rate means what stands here. Shares no code with the matcher.
/// </summary>
internal static class ClearlyDifferent
{
    private const int MinDistance = 2;

    /// <summary>
    /// True when the names have different sound codes, are in no family of calling names or spellings together, are two edits or more apart, and neither
    /// begins with the other. Capitals, accents and signs do not count.
    /// </summary>
    public static bool GivenNames(string left, string right)
    {
        var (one, other) = (HeardName.Of(left), HeardName.Of(right));
        return one.Letters.Length > 0 && other.Letters.Length > 0
            && !one.Letters.StartsWith(other.Letters, StringComparison.Ordinal) && !other.Letters.StartsWith(one.Letters, StringComparison.Ordinal)
            && !string.Equals(one.Sound, other.Sound, StringComparison.Ordinal)
            && EditDistance.Between(one.Letters, other.Letters) >= MinDistance
            && !NameFamilies.Same(one, other);
    }

    /// <summary>
    /// True when no slip of a true visitor makes one of these dates from the other: two digits or more differ, day and month are not merely swapped, and
    /// it is not the year alone by two or with its last digits swapped. A date of which a part is unknown differs by its year only.
    /// </summary>
    public static bool Dates(BirthDate left, BirthDate right)
    {
        if (!left.IsComplete || !right.IsComplete || IsDefault(left) || IsDefault(right))
        {
            return YearsApart(left.Year, right.Year);
        }

        var sameDay = left.Month == right.Month && left.Day == right.Day;
        return sameDay
            ? YearsApart(left.Year, right.Year)
            : DigitsApart(left, right) >= MinDistance && !(left.Year == right.Year && left.Month == right.Day && left.Day == right.Month);
    }

    // What a register writes when the day is unknown: whoever has it may give it in any of these ways.
    private static bool IsDefault(BirthDate date) => date.Day == 1 && date.Month is 1 or 7;

    private static bool YearsApart(int left, int right)
    {
        var swapped = (left / 100 * 100) + (left % 10 * 10) + (left / 10 % 10);
        return Math.Abs(left - right) > 2 && swapped != right && DigitsApart(left, right, digits: 4) >= MinDistance;
    }

    private static int DigitsApart(BirthDate left, BirthDate right) =>
        DigitsApart(left.Year, right.Year, digits: 4) + DigitsApart(left.Month, right.Month, digits: 2) + DigitsApart(left.Day, right.Day, digits: 2);

    private static int DigitsApart(int left, int right, int digits)
    {
        var apart = 0;
        for (var digit = 0; digit < digits; digit++)
        {
            apart += left % 10 == right % 10 ? 0 : 1;
            left /= 10;
            right /= 10;
        }

        return apart;
    }
}
