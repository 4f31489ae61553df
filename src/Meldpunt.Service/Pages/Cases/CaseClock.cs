using System.Globalization;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Service.Pages.Texts;

namespace Meldpunt.Service.Pages.Cases;

/// <summary>When who is told that a case waits, as both of its desks see it (<c>docs/spec/follow-up.md</c>, section 4).</summary>
internal static class CaseClock
{
    private const string Asker = "bevrager";
    private const string Source = "bron";
    private const string Consortium = "samenwerkingsverband";

    /// <summary>The steps of the present state, in order; none for a case that waits for nobody.</summary>
    public static IReadOnlyList<CaseClockStep> Of(CaseView view, PageTexts texts)
    {
        var one = view.Case;
        var (since, terms, whom) = one.State switch
        {
            FollowUpState.ToCall => (one.OpenedAt, FollowUpTerms.ToCall, new[] { Asker, Source, Consortium }),
            FollowUpState.ToAdvise => (one.CalledAt!.Value, FollowUpTerms.ToAdvise, [Asker, Consortium]),
            FollowUpState.ToConfirm => (one.AdvisedAt > one.CalledAt ? one.AdvisedAt.Value : one.CalledAt!.Value, FollowUpTerms.ToConfirm, [Source, Consortium]),
            _ => (default, [], []),
        };
        return [.. terms.Select((term, number) => new CaseClockStep(since + term, Told(view, whom[number], texts), number < one.Escalation))];
    }

    /// <summary>How long ago, as a clock on a page says it: minutes, then hours, then days.</summary>
    public static string Since(PageTexts texts, TimeSpan passed)
    {
        const int HoursInTwoDays = 48;
        var units = texts["case.units"].Split('|');
        return passed switch
        {
            { TotalMinutes: < 60 } => $"{Math.Max(0, (int)passed.TotalMinutes)} {units[0]}",
            { TotalHours: < HoursInTwoDays } => $"{(int)passed.TotalHours} {units[1]} {passed.Minutes} {units[0]}",
            _ => $"{passed.Days} {units[2]} {passed.Hours} {units[1]}",
        };
    }

    /// <summary>A moment as short as it can be: the time alone when it is of today.</summary>
    public static string When(PageTexts texts, DateTimeOffset at, DateTimeOffset now) => DutchCalendar.DayOf(at) == DutchCalendar.DayOf(now)
        ? DutchCalendar.ToLocal(at).ToString("HH:mm", CultureInfo.InvariantCulture)
        : texts.Moment(at);

    private static string Told(CaseView view, string whom, PageTexts texts) => whom switch
    {
        Consortium => texts["case.clock.consortium"],
        _ when string.Equals(whom, Asker, StringComparison.Ordinal) == view.IsAsker || view.IsOwn => texts["case.clock.own"],
        _ => view.OtherName,
    };
}
