using Meldpunt.Admin.Calendar;

namespace Meldpunt.Admin.Tests.Support;

/// <summary>The day on which tests play, unless they say otherwise: Saturday 21 November 2026.</summary>
internal static class TestDays
{
    public static readonly DateOnly Today = new(2026, 11, 21);

    /// <summary>A quarter past eight in the evening in the Netherlands.</summary>
    public static readonly DateTimeOffset Now = At(Today, hour: 20, minute: 15);

    /// <summary>A moment on the Dutch clock.</summary>
    public static DateTimeOffset At(DateOnly day, int hour = 12, int minute = 0) =>
        DutchCalendar.StartOf(day).AddHours(hour).AddMinutes(minute);

    public static string Text(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
