using System.Globalization;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Matching;

namespace Meldpunt.Service.Pages.Texts;

/// <summary>The words of a page in the language of who reads it: Dutch, or English by choice.</summary>
internal sealed class PageTexts(TextCatalogue catalogue)
{
    private const string Cookie = "meldpunt-taal";

    /// <summary>The language as HTML names it.</summary>
    public string Language => catalogue.Language;

    /// <summary>A text.</summary>
    public string this[string key] => catalogue.Get(key);

    /// <summary>A text; null when there is none.</summary>
    public string? Find(string key) => catalogue.Find(key);

    /// <summary>Cookie that keeps the choice of language. Browsers take a __Host- cookie over https only.</summary>
    public static string CookieName(HttpRequest request) => request.IsHttps ? "__Host-" + Cookie : Cookie;

    /// <summary>The texts for a request.</summary>
    public static PageTexts Of(HttpContext http) => new(TextCatalogue.Of(http.Request.Cookies[CookieName(http.Request)]));

    /// <summary>A text with values in it.</summary>
    public string Format(string key, params object?[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>
    /// What is wrong with a field, in the words of a page: those for this field and code, else those for the code, else the message that came along.
    /// The messages of the interface name fields as programs know them, which says nothing to people.
    /// </summary>
    public string Fault(Fault fault)
    {
        var field = fault.Field[(fault.Field.LastIndexOf('.') + 1)..];
        return catalogue.Find($"fault.{field}.{fault.Code}") ?? catalogue.Find($"fault.{fault.Code}") ?? fault.Message;
    }

    /// <summary>In what a visitor and an entry agree: names of parts, and nothing that stands in them.</summary>
    public string Parts(IEnumerable<Agreement> parts) => string.Join("; ", parts.Select(part => RuleWord(AgreementText.KeyOf(part))));

    /// <summary>A word of the rule as people say it.</summary>
    public string RuleWord(string word) => this["agreement." + word];

    /// <summary>What was done, in words.</summary>
    public string ActWord(string kind) => catalogue.Find("act." + kind) ?? kind;

    /// <summary>What more is known of it: names and values, with participants by name.</summary>
    public string ActDetails(Act act, AccessDirectory directory) =>
        string.Join("; ", ActWords.InOrder(act.Details).Select(detail => ActWords.Of(this, directory, detail.Key, detail.Value)));

    /// <summary>A day in words: 21 november 2026.</summary>
    public string Day(DateOnly day) => $"{DayAndMonth(day.Day, day.Month)} {day.Year.ToString("0000", CultureInfo.InvariantCulture)}";

    /// <summary>A day of no year: 21 november.</summary>
    public string DayAndMonth(int day, int month) => $"{day.ToString(CultureInfo.InvariantCulture)} {this["months"].Split(' ')[month - 1]}";

    /// <summary>A month: november 2026.</summary>
    public string Month(CalendarMonth month) => string.Create(CultureInfo.InvariantCulture, $"{this["months"].Split(' ')[month.Month - 1]} {month.Year:0000}");

    /// <summary>The time of a moment on the Dutch clock: 20:15:03.</summary>
    public static string Clock(DateTimeOffset moment) => DutchCalendar.ToLocal(moment).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A moment on the Dutch clock: 21 november 2026, 20:15:03.</summary>
    public string Moment(DateTimeOffset moment)
    {
        var local = DutchCalendar.ToLocal(moment);
        return $"{Day(DateOnly.FromDateTime(local.DateTime))}, {local.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}";
    }
}
