using Meldpunt.Admin.Calendar;

namespace Meldpunt.Admin.QueryLog.Retention;

/// <summary>How long rows are kept: whole calendar months in the Netherlands.</summary>
public static class RetentionTerm
{
    /// <summary>Shortest and longest period, in months.</summary>
    public const int MinMonths = 1;
    public const int MaxMonths = 120;

    /// <summary>
    /// The moment from which on rows are kept: the beginning of a month, at least so many months before now. Whoever checks the statement counts in UTC; in the hour
    /// in which a month begins here and not there, that is one month earlier.
    /// </summary>
    public static DateTimeOffset Before(DateTimeOffset now, int months)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(months, MinMonths);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(months, MaxMonths);
        var today = DutchCalendar.DayOf(now);
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(-months);
        var before = DutchCalendar.StartOf(first);
        return before <= now.AddMonths(-months) ? before : DutchCalendar.StartOf(first.AddMonths(-1));
    }
}
