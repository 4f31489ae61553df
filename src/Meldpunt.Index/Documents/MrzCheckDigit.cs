namespace Meldpunt.Index.Documents;

/// <summary>
/// The check digit of ICAO Doc 9303 part 3, section 4.9: weights 7, 3, 1 in turn, digits for themselves, A is 10, <c>&lt;</c> is 0, modulo 10.
/// </summary>
internal static class MrzCheckDigit
{
    private const string Values = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>The digit over a text of A-Z, 0-9 and <c>&lt;</c>.</summary>
    public static char Of(ReadOnlySpan<char> text)
    {
        var sum = 0;
        for (var position = 0; position < text.Length; position++)
        {
            sum += Weight(position) * Math.Max(Values.IndexOf(text[position], StringComparison.Ordinal), 0);
        }

        return (char)('0' + (sum % 10));
    }

    /// <summary>True when the digit belongs to the field. An empty field may have <c>&lt;</c> for its digit.</summary>
    public static bool Agrees(ReadOnlySpan<char> field, char digit) =>
        digit == Of(field) || (digit == MrzText.Filler && MrzText.IsEmpty(field));

    private static int Weight(int position) => (position % 3) switch { 0 => 7, 1 => 3, _ => 1 };
}
