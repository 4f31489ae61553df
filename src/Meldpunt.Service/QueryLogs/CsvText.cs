using System.Globalization;

namespace Meldpunt.Service.QueryLogs;

/// <summary>Lines of a CSV file that a spreadsheet may open: names of garages and accounts are typed by people, and none may become a formula there.</summary>
internal static class CsvText
{
    // Dutch spreadsheets part fields by this, because the comma is in their numbers.
    private const char Separator = ';';

    /// <summary>A line, with its end (RFC 4180).</summary>
    public static string Line(IEnumerable<object?> fields) => string.Join(Separator, fields.Select(Field)) + "\r\n";

    // With an apostrophe before it what would begin a formula is a text (OWASP, CSV injection). Quoted always, so that nothing ends a field but its quote.
    private static string Field(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        var safe = value is string && text.TrimStart() is ['=' or '+' or '-' or '@' or '|' or '%', ..] || text is ['\t' or '\r' or '\n', ..] ? "'" + text : text;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
