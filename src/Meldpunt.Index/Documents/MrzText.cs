using System.Buffers;

namespace Meldpunt.Index.Documents;

/// <summary>A machine-readable zone of the right size and characters, its lines put behind each other.</summary>
internal readonly ref struct MrzText
{
    /// <summary>What stands where nothing stands.</summary>
    public const char Filler = '<';

    // The code of the document and its state stand before a name, and a name has a letter.
    private const int ShortestNameLine = 6;
    private const int DrivingLicenceLength = 30;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<");

    private static readonly char[] LineEnds = ['\r', '\n', ' ', '\t'];

    private MrzText(string text, MrzLayout layout)
    {
        Text = text;
        Layout = layout;
    }

    public ReadOnlySpan<char> Text { get; }

    public MrzLayout Layout { get; }

    /// <summary>The characters of a field.</summary>
    public ReadOnlySpan<char> this[Range field] => Text[field];

    /// <summary>The character behind a field, which is its check digit.</summary>
    public char DigitOf(Range field) => Text[field.End];

    /// <summary>True when nothing stands in a field.</summary>
    public static bool IsEmpty(ReadOnlySpan<char> field) => !field.ContainsAnyExcept(Filler);

    /// <summary>
    /// Reads lines as a scanner sends them: in any case, ended by whatever it ends them with, or all in one. Only the fillers at the end of the
    /// name line may be missing, and only all of them.
    /// </summary>
    public static bool TryRead(string typed, out MrzText zone, out MrzFault fault)
    {
        zone = default;
        var lines = typed.Split(LineEnds, StringSplitOptions.RemoveEmptyEntries);
        var text = ToUpper(string.Concat(lines));
        if (text.AsSpan().ContainsAnyExcept(Allowed))
        {
            fault = MrzFault.WrongCharacters;
            return false;
        }

        if (IsDrivingLicence(text, lines.Length))
        {
            fault = MrzFault.DrivingLicence;
            return false;
        }

        if (FindLayout(lines) is not { } layout)
        {
            fault = MrzFault.WrongLength;
            return false;
        }

        // The name is on the last line of three and on the first of two.
        var missing = new string(Filler, layout.Length - text.Length);
        text = layout.Lines == 2 ? text.Insert(text.Length - layout.LineLength, missing) : text + missing;
        zone = new MrzText(text, layout);
        fault = MrzFault.UnsupportedDocument;
        return IsSupported(text, layout);
    }

    private static MrzLayout? FindLayout(string[] lines)
    {
        if (lines.Length == 1)
        {
            return MrzLayout.All.FirstOrDefault(layout => layout.Length == lines[0].Length);
        }

        var layout = MrzLayout.All.FirstOrDefault(layout => layout.Lines == lines.Length && layout.LineLength == lines[1].Length);
        if (layout is null || (layout.Lines == 3 && lines[0].Length != layout.LineLength))
        {
            return null;
        }

        // A short line that ends in a filler has lost something else than its last fillers: what, nobody knows.
        var name = layout.Lines == 3 ? lines[2] : lines[0];
        var shortest = layout.Lines == 3 ? 1 : ShortestNameLine;
        var isWhole = name.Length == layout.LineLength;
        var lacksItsEnd = name.Length < layout.LineLength && name.Length >= shortest && name[^1] != Filler;
        return isWhole || lacksItsEnd ? layout : null;
    }

    // D, the number of the layout, and the state (Regulation (EU) 383/2012). Its check digit does not matter: nothing is read from it.
    private static bool IsDrivingLicence(string text, int lines) =>
        lines == 1 && text.Length == DrivingLicenceLength && text.StartsWith("D1", StringComparison.Ordinal);

    // Passports begin with P; cards and residence permits with A, C or I. The French card of before 2021 has two lines of 36 in an order of its own.
    private static bool IsSupported(string text, MrzLayout layout) =>
        text[0] is 'P' or 'A' or 'C' or 'I' && !(layout == MrzLayout.Td2 && text.StartsWith("IDFRA", StringComparison.Ordinal));

    // Only the letters of the zone: the platform's capitals of other letters might be among them.
    private static string ToUpper(string text) => string.Create(text.Length, text, static (upper, source) =>
    {
        for (var position = 0; position < source.Length; position++)
        {
            var letter = source[position];
            upper[position] = char.IsAsciiLetterLower(letter) ? (char)(letter - 'a' + 'A') : letter;
        }
    });
}
