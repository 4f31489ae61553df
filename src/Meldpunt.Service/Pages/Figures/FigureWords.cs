using System.Globalization;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.FollowUps.Figures;
using Meldpunt.Admin.Keys;
using Meldpunt.Service.Pages.Texts;

namespace Meldpunt.Service.Pages.Figures;

/// <summary>Figures in words of a page.</summary>
internal sealed class FigureWords(PageTexts texts, AccessDirectory directory)
{
    private const int SecondsAMinute = 60;
    private const int MinutesAnHour = 60;

    /// <summary>What stands where there is nothing to tell.</summary>
    public const string Nothing = "–";

    /// <summary>45 s, 4 min, 2 u 5 min.</summary>
    public string Time(TimeSpan? time)
    {
        if (time is not { } known)
        {
            return Nothing;
        }

        var seconds = (long)Math.Round(known.TotalSeconds);
        var minutes = (long)Math.Round(known.TotalMinutes);
        return seconds < SecondsAMinute ? texts.Format("figures.seconds", seconds)
            : minutes < MinutesAnHour ? texts.Format("figures.minutes", minutes)
            : texts.Format("figures.hours", minutes / MinutesAnHour, minutes % MinutesAnHour);
    }

    public string Share(double? share) => share is { } known ? texts.Format("figures.percent", (known * 100).ToString("0.#", CultureInfo.GetCultureInfo(texts.Language))) : Nothing;

    /// <summary>nov 2026, under a bar.</summary>
    public string Short(CalendarMonth month) => $"{texts["months"].Split(' ')[month.Month - 1][..3]} {month.Year % 100:00}";

    /// <summary>Of whom a figure is.</summary>
    public string Whose(FollowUpFigure figure) => figure.ParticipantId is { } id ? directory.FindParticipant(id)?.Name ?? id.ToString() : texts["figures.all"];

    /// <summary>How long calls took, month by month: half of them within the bar, 95 of a hundred within the mark.</summary>
    public FigureChart Times(string id, string whose, IEnumerable<FollowUpFigure> figures) => new(
        id,
        whose,
        texts["figures.times"],
        texts["figures.times-what"],
        [texts["figures.median"], texts["figures.p95"]],
        [.. figures.Where(figure => figure is { IsHidden: false, MedianToCall: not null }).Select(figure => new ChartBar(
            Short(figure.Month!.Value),
            [new ChartPart(figure.MedianToCall!.Value.TotalMinutes, 0, Time(figure.MedianToCall))],
            figure.Percentile95ToCall!.Value.TotalMinutes,
            Time(figure.Percentile95ToCall)))]);

    /// <summary>What came of the calls, month by month.</summary>
    public FigureChart Outcomes(string id, string whose, IEnumerable<FollowUpFigure> figures) => new(
        id,
        whose,
        texts["figures.outcomes"],
        texts["figures.outcomes-what"],
        [texts["case.outcome.bevestigd"], texts["case.outcome.anderePersoon"], texts["case.outcome.onduidelijk"]],
        [.. figures.Where(figure => !figure.IsHidden && figure.Confirmed + figure.OtherPerson + figure.Unclear > 0).Select(figure => new ChartBar(
            Short(figure.Month!.Value),
            [
                new ChartPart(figure.Confirmed, 0, Count(figure.Confirmed)),
                new ChartPart(figure.OtherPerson, 1, Count(figure.OtherPerson)),
                new ChartPart(figure.Unclear, 2, Count(figure.Unclear)),
            ],
            Mark: null,
            Count(figure.Confirmed + figure.OtherPerson + figure.Unclear)))]);

    public static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
