using System.Globalization;
using System.Runtime.InteropServices;
using Meldpunt.Admin.Calendar;

namespace Meldpunt.Admin.QueryLog.Signals;

/// <summary>When the gates of a participant are staffed, on the Dutch clock: <c>ma-vr 07:00-23:30;za-zo 09:00-02:00</c>. Immutable.</summary>
public sealed class ShiftHours
{
    /// <summary>Most lines of one participant.</summary>
    public const int MaxLines = 14;

    private const string EveryDay = "dagelijks";
    private const int MinutesInDay = 24 * 60;
    private static readonly string[] Days = ["ma", "di", "wo", "do", "vr", "za", "zo"];

    private readonly Shift[] _shifts;

    private ShiftHours(Shift[] shifts, string text)
    {
        _shifts = shifts;
        Text = text;
    }

    /// <summary>As it was written down.</summary>
    public string Text { get; }

    /// <summary>Reads lines such as <c>ma-vr 07:00-23:30</c>; throws <see cref="AdministrationException"/> in words when one is not.</summary>
    public static ShiftHours Parse(IReadOnlyList<string> lines)
    {
        if (lines.Count is 0 or > MaxLines)
        {
            throw new AdministrationException($"Geef 1 tot {MaxLines} diensttijden.");
        }

        return new ShiftHours([.. lines.Select(ReadShift)], string.Join(';', lines));
    }

    /// <summary>Reads what <see cref="Text"/> wrote.</summary>
    internal static ShiftHours Parse(string text) => Parse(text.Split(';'));

    /// <summary>True when somebody may be expected at a gate.</summary>
    public bool Contain(DateTimeOffset moment)
    {
        var local = DutchCalendar.ToLocal(moment);
        var minute = (local.Hour * 60) + local.Minute;
        var day = ((int)local.DayOfWeek + 6) % Days.Length;
        var yesterday = (day + Days.Length - 1) % Days.Length;
        return _shifts.Any(shift => shift.IsOvernight
            ? (shift.IsOn(day) && minute >= shift.From) || (shift.IsOn(yesterday) && minute < shift.Until)
            : shift.IsOn(day) && minute >= shift.From && minute < shift.Until);
    }

    private static Shift ReadShift(string line)
    {
        if (line.Split(' ') is [var days, var times]
            && TryReadDays(days, out var first, out var last)
            && times.Split('-') is [var from, var until]
            && TryReadTime(from, out var fromMinute) && TryReadTime(until, out var untilMinute)
            && fromMinute != untilMinute && fromMinute < MinutesInDay)
        {
            return new Shift(first, last, fromMinute, untilMinute);
        }

        throw new AdministrationException($"{line} is geen diensttijd. Schrijf bijvoorbeeld: ma-vr 07:00-23:30, za 09:00-02:00, of {EveryDay} 00:00-24:00.");
    }

    private static bool TryReadDays(string text, out int first, out int last)
    {
        var parts = string.Equals(text, EveryDay, StringComparison.Ordinal) ? [Days[0], Days[^1]] : text.Split('-');
        first = Array.IndexOf(Days, parts[0]);
        last = Array.IndexOf(Days, parts[^1]);
        return parts.Length <= 2 && first >= 0 && last >= 0;
    }

    private static bool TryReadTime(string text, out int minute)
    {
        minute = MinutesInDay;
        if (string.Equals(text, "24:00", StringComparison.Ordinal))
        {
            return true;
        }

        var isTime = TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        minute = (time.Hour * 60) + time.Minute;
        return isTime;
    }

    /// <summary>Days 0 (Monday) to 6; minutes since midnight.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Shift(int FirstDay, int LastDay, int From, int Until)
    {
        public bool IsOvernight => Until < From;

        // Friday to Monday goes over the end of the week.
        public bool IsOn(int day) => FirstDay <= LastDay ? day >= FirstDay && day <= LastDay : day >= FirstDay || day <= LastDay;
    }
}
