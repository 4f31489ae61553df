using System.Globalization;

namespace Meldpunt.Admin.QueryLog.Notes;

/// <summary>Sizes and indexes in text: decimal, without sign, spaces or zeros in front, below 2^63.</summary>
public static class WholeNumber
{
    public static bool TryParse(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && (text.Length == 1 || text[0] != '0');
}
