using System.Globalization;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Service.Pages.Texts;

namespace Meldpunt.Service.Pages.Forms;

/// <summary>The papers of a participant on a form: the same fields where it joins and where its permit is renewed.</summary>
internal static class ParticipantForm
{
    public const string Signed = "verklaring";
    public const string Permit = "vergunning";
    public const string From = "van";
    public const string Until = "tot";

    private const string Missing = "ontbreekt";

    /// <summary>A day; null when nothing was typed, or what was typed is none, which is then a fault.</summary>
    public static DateOnly? ReadDay(TypedForm form, string field, List<Fault> faults, PageTexts texts)
    {
        var dates = new DateFields(form, texts);
        if (dates.Read(field) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        faults.AddRange(dates.Explain([new Fault(field, "datum", texts["date.unreadable"])]));
        return null;
    }

    /// <summary>A permit; null when nothing was typed and it may be absent, or something of it is missing, which is then a fault.</summary>
    public static ParticipantPermit? ReadPermit(TypedForm form, List<Fault> faults, PageTexts texts, bool isOptional)
    {
        var number = form[Permit]?.Trim() ?? string.Empty;
        var before = faults.Count;
        var from = ReadDay(form, From, faults, texts);
        var until = ReadDay(form, Until, faults, texts);
        if (isOptional && number.Length == 0 && from is null && until is null)
        {
            return null;
        }

        AddMissing(faults, Permit, number.Length == 0);
        AddMissing(faults, From, string.IsNullOrWhiteSpace(form[From]));
        AddMissing(faults, Until, string.IsNullOrWhiteSpace(form[Until]));
        return faults.Count > before ? null : new ParticipantPermit(number, from!.Value, until!.Value);
    }

    public static void AddMissing(List<Fault> faults, string field, bool isMissing)
    {
        if (isMissing)
        {
            faults.Add(new Fault(field, Missing, "Dit veld ontbreekt."));
        }
    }
}
