using System.Globalization;
using Meldpunt.Admin.FollowUps.Figures;
using Meldpunt.Admin.Keys;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.FollowUps;

/// <summary>The months that figures are asked for, in an address: <c>van</c> and <c>tot</c>, both included.</summary>
/// <param name="From">The first one.</param>
/// <param name="Until">The last one.</param>
internal sealed record FigureRange(CalendarMonth From, CalendarMonth Until)
{
    private const int Usual = 12;

    /// <summary>Reads it; without a word the last twelve months. What is no month, and an end before the beginning, are faults.</summary>
    public static FigureRange Read(ListParameters query, FigureReader reader)
    {
        var months = reader.Months();
        var from = MonthOf(query, "van") ?? months[^Usual];
        var until = MonthOf(query, "tot") ?? months[^1];
        if ((until.Year, until.Month).CompareTo((from.Year, from.Month)) < 0)
        {
            query.Add("tot", "De laatste maand ligt voor de eerste.");
        }

        return new FigureRange(from, until);
    }

    private static CalendarMonth? MonthOf(ListParameters query, string name)
    {
        if (query.Text(name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
        {
            return CalendarMonth.Of(first);
        }

        query.Add(name, "Schrijf een maand als jjjj-mm.");
        return null;
    }
}
