using System.Globalization;
using System.Text.RegularExpressions;
using Meldpunt.Admin.Calendar;

namespace Meldpunt.Admin.Messages;

/// <summary>
/// When a channel may be used, on the Dutch clock: <c>ma-vr 07:00-23:30;za-zo 09:00-02:00</c>. An end that is not after its begin is on the next day; the same twice is the whole day.
/// Immutable.
/// </summary>
public sealed partial class ChannelHours
{
    private const int MaxSpans = 7;
    private const int DaysInWeek = 7;
    private static readonly string[] Days = ["ma", "di", "wo", "do", "vr", "za", "zo"];

    private ChannelHours(IReadOnlyList<HoursSpan> spans)
    {
        Spans = spans;
    }

    /// <summary>At every moment.</summary>
    public static ChannelHours Always { get; } = new([]);

    /// <summary>In the order in which they were typed; none for always.</summary>
    public IReadOnlyList<HoursSpan> Spans { get; }

    /// <summary>Reads hours; nothing is always. False, and no exception, when it are none.</summary>
    public static bool TryParse(string? text, out ChannelHours hours)
    {
        hours = Always;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var parts = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var spans = parts.Length <= MaxSpans ? parts.Select(Read).ToList() : [];
        if (spans.Count == 0 || spans.Contains(null))
        {
            return false;
        }

        hours = new ChannelHours(spans!);
        return true;
    }

    /// <summary>Hours from the store; always when they cannot be read, because a message too many is better than none.</summary>
    public static ChannelHours Of(string? stored) => TryParse(stored, out var hours) ? hours : Always;

    public bool IsOpenAt(DateTimeOffset moment)
    {
        var local = DutchCalendar.ToLocal(moment);
        var (day, time) = (DayOf(DateOnly.FromDateTime(local.DateTime)), TimeOnly.FromDateTime(local.DateTime));
        var before = (day + DaysInWeek - 1) % DaysInWeek;
        return Spans.Count == 0 || Spans.Any(span =>
            (span.IsOn(day) && time >= span.From && (span.IsOvernight || time < span.Until))
            || (span.IsOn(before) && span.IsOvernight && time < span.Until));
    }

    /// <summary>The moment itself when it is open then, else when it opens next.</summary>
    public DateTimeOffset NextOpen(DateTimeOffset moment)
    {
        if (IsOpenAt(moment))
        {
            return moment;
        }

        var today = DutchCalendar.DayOf(moment);
        return Enumerable.Range(0, DaysInWeek + 1)
            .Select(today.AddDays)
            .SelectMany(day => Spans.Where(span => span.IsOn(DayOf(day))).Select(span => DutchCalendar.MomentOf(day, span.From)))
            .Where(opens => opens > moment)
            .Min();
    }

    public override string ToString() => string.Join(';', Spans.Select(span => string.Create(
        CultureInfo.InvariantCulture, $"{Days[span.FirstDay]}{(span.LastDay == span.FirstDay ? "" : "-" + Days[span.LastDay])} {span.From:HH:mm}-{span.Until:HH:mm}")));

    // Monday is 0.
    private static int DayOf(DateOnly day) => ((int)day.DayOfWeek + DaysInWeek - 1) % DaysInWeek;

    private static HoursSpan? Read(string text)
    {
        var match = Form().Match(text);
        if (!match.Success || !TryTime(match.Groups["from"].Value, out var from) || !TryTime(match.Groups["until"].Value, out var until))
        {
            return null;
        }

        var first = Array.IndexOf(Days, match.Groups["first"].Value);
        return new HoursSpan(first, match.Groups["last"] is { Success: true } last ? Array.IndexOf(Days, last.Value) : first, from, until);
    }

    private static bool TryTime(string text, out TimeOnly time)
    {
        // People write the end of a day as 24:00.
        time = TimeOnly.MinValue;
        return string.Equals(text, "24:00", StringComparison.Ordinal) || TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    [GeneratedRegex("^(?<first>ma|di|wo|do|vr|za|zo)(?:-(?<last>ma|di|wo|do|vr|za|zo))? (?<from>[0-9]{2}:[0-9]{2})-(?<until>[0-9]{2}:[0-9]{2})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Form();
}
