using System.Text;

namespace Meldpunt.Index.Names;

/// <summary>
/// Brings a name to its one canonical form: lower-case letters and digits without marks, words parted by one space.
/// Accents and their order, case, hyphens, apostrophes and double spaces make no difference. Never throws, never allocates.
/// The form is described in docs/spec/matching.md.
/// </summary>
public static class NameFolder
{
    /// <summary>A buffer of this many times the input's length always suffices.</summary>
    public const int MaxExpansion = FoldingTable.MaxExpansion;

    /// <summary>Folds a text into the destination and returns the number of characters written; 0 when no letter or digit is in it.</summary>
    public static int Fold(ReadOnlySpan<char> text, Span<char> destination)
    {
        var written = 0;
        var betweenWords = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (PartsWords(rune))
            {
                betweenWords = written > 0;
                continue;
            }

            // A letter becomes at most four characters, and a space may stand before it.
            if (destination.Length - written < MaxExpansion + 1)
            {
                break;
            }

            var start = betweenWords ? written + 1 : written;
            var length = FoldRune(rune, destination[start..]);
            if (length > 0 && betweenWords)
            {
                destination[written] = ' ';
                betweenWords = false;
            }

            written = length > 0 ? start + length : written;
        }

        return written;
    }

    /// <summary>Folds a text to a string; for tests, messages and the lists, not for the hot path.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<char> buffer = new char[(text.Length + 1) * (MaxExpansion + 1)];
        return new string(buffer[..Fold(text, buffer)]);
    }

    /// <summary>Joins folded words in place; returns the length without their spaces.</summary>
    internal static int JoinWords(Span<char> folded)
    {
        var length = 0;
        foreach (var letter in folded)
        {
            if (letter != ' ')
            {
                folded[length] = letter;
                length++;
            }
        }

        return length;
    }

    /// <summary>True when a text holds at least one letter or digit.</summary>
    public static bool HasContent(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for what parts words wherever it stands: white space and most punctuation. Dashes do so in <see cref="Fold(ReadOnlySpan{char}, Span{char})"/> only.</summary>
    public static bool PartsWords(char character) =>
        char.IsWhiteSpace(character) || character is '.' or ',' or '/' or '&' or '+' or '<' or '\u00B7';

    // Hyphens and full stops part words; an apostrophe does not (D'Arc is written DARC in a passport's machine-readable zone).
    private static bool PartsWords(Rune rune) =>
        (rune.IsBmp && ((char)rune.Value == '-' || PartsWords((char)rune.Value)))
        || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.DashPunctuation;

    private static int FoldRune(Rune rune, Span<char> destination)
    {
        if (!rune.IsBmp)
        {
            return Rune.IsLetterOrDigit(rune) ? Rune.ToLowerInvariant(rune).EncodeToUtf16(destination) : 0;
        }

        var letter = (char)rune.Value;
        if (letter < '\u0080')
        {
            destination[0] = char.ToLowerInvariant(letter);
            return char.IsAsciiLetterOrDigit(letter) ? 1 : 0;
        }

        var lower = char.ToLowerInvariant(letter);
        if ((FoldingTable.Find(letter) ?? FoldingTable.Find(lower)) is { } fold)
        {
            fold.CopyTo(destination);
            return fold.Length;
        }

        destination[0] = lower;
        return char.IsLetterOrDigit(lower) ? 1 : 0;
    }
}
