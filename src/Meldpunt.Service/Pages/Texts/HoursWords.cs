using Meldpunt.Admin.Messages;

namespace Meldpunt.Service.Pages.Texts;

/// <summary>The hours of a channel in words.</summary>
internal static class HoursWords
{
    private const int DaysInWeek = 7;

    public static string Of(PageTexts texts, string? hours)
    {
        var spans = ChannelHours.Of(hours).Spans;
        return spans.Count == 0 ? texts["channels.always"] : string.Join("; ", spans.Select(span => Of(texts, span)));
    }

    private static string Of(PageTexts texts, HoursSpan span)
    {
        var days = texts["channels.days"].Split(' ');
        var which = span.FirstDay == span.LastDay ? texts.Format("channels.one-day", days[span.FirstDay])
            : (span.LastDay - span.FirstDay + DaysInWeek) % DaysInWeek == DaysInWeek - 1 ? texts["channels.every-day"]
            : texts.Format("channels.some-days", days[span.FirstDay], days[span.LastDay]);
        return span.From == span.Until ? texts.Format("channels.whole-day", which)
            : texts.Format(span.IsOvernight && span.Until > TimeOnly.MinValue ? "channels.overnight" : "channels.from-until", which, Time(span.From), span.Until == TimeOnly.MinValue ? "24:00" : Time(span.Until));
    }

    private static string Time(TimeOnly time) => time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
