using System.Globalization;
using System.Text;
using System.Text.Json;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.QueryLog.Verification;
using Meldpunt.Service.Accuracy;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Commands;

/// <summary>What <c>logboek verifieer</c> says, for people and for machines. Of rows it tells their numbers, how many and from when, and nothing that stands in one.</summary>
internal static class VerificationText
{
    public static string Of(VerificationReport report)
    {
        var text = new StringBuilder();
        Line(text, "Logboek", report.Origin);
        Line(text, "Sleutel", $"{report.KeyId} ({(report.KeyIsFromOutside ? "meegegeven" : "lag naast het logboek")})");
        Line(text, "Rijen", Rows(report));
        Line(text, "Periode", report is { FirstMoment: { } first, LastMoment: { } last } ? $"{Moment(first)} tot en met {Moment(last)}" : "-");
        Line(text, "Gewist", Erased(report));
        Line(text, "Verzegeld", Seal(report));
        Line(text, "Checkpoints", DutchNumbers.Of(report.Checkpoints));
        if (report.SecondPlaceSize is { } second)
        {
            Line(text, "Tweede plaats", $"over {Many(second)}");
        }

        if (report.KeptSize is { } kept)
        {
            Line(text, "Bewaard", $"een checkpoint over {Many(kept)}");
        }

        text.Append('\n').Append(report.IsInOrder ? "Het logboek is in orde.\n" : "Het logboek is NIET in orde.\n");
        AppendFindings(text, report);
        AppendReservations(text, report);
        return text.ToString();
    }

    public static void Write(Utf8JsonWriter json, VerificationReport report)
    {
        json.WriteStartObject();
        json.WriteBoolean("inOrde", report.IsInOrder);
        json.WriteString("oorsprong", report.Origin);
        json.WriteString("sleutel", report.VerifierKey);
        json.WriteString("sleutelId", report.KeyId);
        json.WriteBoolean("sleutelMeegegeven", report.KeyIsFromOutside);
        json.WriteNumber("rijen", report.RowsChecked);
        WriteNumber(json, "eersteRij", report.FirstRow);
        WriteNumber(json, "laatsteRij", report.LastRow);
        json.WriteString("van", report.FirstMoment is { } first ? JsonText.Moment(first) : null);
        json.WriteString("tot", report.LastMoment is { } last ? JsonText.Moment(last) : null);
        json.WriteNumber("gewistTot", report.ErasedThrough);
        json.WriteNumber("verzegeldTot", report.SealedThrough);
        json.WriteNumber("onverzegeld", report.Unsealed);
        json.WriteNumber("checkpoints", report.Checkpoints);
        WriteNumber(json, "tweedePlaats", report.SecondPlaceSize);
        WriteNumber(json, "bewaard", report.KeptSize);
        json.WriteNumber("aantalBevindingen", report.FindingCount);
        json.WriteStartArray("bevindingen");
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            WriteNumber(json, "rij", finding.Row);
            json.WriteString("melding", finding.Sentence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void AppendFindings(StringBuilder text, VerificationReport report)
    {
        const int Shown = 5;
        foreach (var finding in report.Findings.Take(Shown))
        {
            text.Append("  ").Append(finding.Sentence).Append('\n');
        }

        if (report.FindingCount > Shown)
        {
            text.Append("  En nog ").Append(DutchNumbers.Of(report.FindingCount - Shown)).Append(" bevindingen.\n");
        }
    }

    // What the verdict does not say, so that nobody takes it for more than it is.
    private static void AppendReservations(StringBuilder text, VerificationReport report)
    {
        if (!report.KeyIsFromOutside)
        {
            text.Append("De sleutel komt uit dezelfde map als het logboek: wie daar kan schrijven, kan beide vervangen. Met --sleutel telt een sleutel van elders.\n");
        }

        if (report.SecondPlaceSize is null && report.KeptSize is null && report.IsInOrder)
        {
            text.Append("Of dit het nieuwste logboek is, is niet te zien: er was geen tweede plaats en geen bewaard checkpoint om het naast te leggen.\n");
        }
    }

    private static void Line(StringBuilder text, string name, string value)
    {
        const int NameWidth = 15;
        text.Append(name.PadRight(NameWidth)).Append(value).Append('\n');
    }

    private static string Rows(VerificationReport report) => report is { FirstRow: { } first, LastRow: { } last }
        ? $"{DutchNumbers.Of(report.RowsChecked)} (nummer {first} tot en met {last})"
        : "geen";

    private static string Seal(VerificationReport report) =>
        $"tot en met rij {report.SealedThrough}" + (report.Unsealed > 0 ? $"; {Many(report.Unsealed)} daarachter {(report.Unsealed == 1 ? "wacht" : "wachten")} op een zegel" : string.Empty);

    private static string Many(long rows) => rows == 1 ? "1 rij" : $"{DutchNumbers.Of(rows)} rijen";

    private static string Moment(DateTimeOffset moment) => DutchCalendar.ToLocal(moment).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Erased(VerificationReport report) => (report.ErasedThrough, report.IsInOrder) switch
    {
        (0, _) => "niets",
        ( > 0, true) => $"rijen 1-{report.ErasedThrough} gewist onder de bewaartermijn",
        _ => $"rijen 1-{report.ErasedThrough}, volgens een verklaring; zie hieronder of die klopt",
    };

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
