using System.Globalization;
using System.Runtime.InteropServices;

namespace Meldpunt.Admin.Keys;

/// <summary>A month of a year, written <c>2026-11</c>.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CalendarMonth(int Year, int Month)
{
    /// <summary>The month in which a day lies.</summary>
    public static CalendarMonth Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>Reads the text form that this program wrote.</summary>
    public static CalendarMonth Parse(string text) =>
        Of(DateOnly.ParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");
}
