namespace Meldpunt.Index.Names;

/// <summary>
/// What identifies an address in any spelling: postcode and house number, and street and house number. A house number's addition is left out: half of the
/// people who type an address do so too.
/// </summary>
internal static class AddressForms
{
    private const char Separator = '|';

    private static readonly (string Short, string Whole)[] Endings = [.. EmbeddedText.Lines("street-words.txt")
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .SelectMany(forms => forms[1..].Select(form => (form, forms[0])))];

    /// <summary>Adds the forms of an address; none without a house number.</summary>
    public static void Add(string? address, string? postcode, Span<char> buffer, FormList forms)
    {
        var half = buffer.Length / 2;
        var words = buffer[..NameFolder.Fold(address.AsSpan(0, Math.Min(address?.Length ?? 0, PersonDetails.MaxNameLength)), buffer[..half])];
        if (!TryFindNumber(words, out var number))
        {
            return;
        }

        var scratch = buffer[half..];
        var code = NameFolder.Fold(postcode.AsSpan(0, Math.Min(postcode?.Length ?? 0, PersonDetails.MaxNameLength)), scratch);
        var length = RemoveSpaces(scratch[..code]);
        if (length > 0)
        {
            forms.Add(Finish(scratch, length, words[number]));
        }

        length = WriteStreet(words, number, scratch);
        if (length > 0)
        {
            forms.Add(Finish(scratch, length, words[number]));
        }
    }

    // The first word that starts with a digit and is not the name of a street (1e Helmersstraat); or the only one.
    private static bool TryFindNumber(ReadOnlySpan<char> words, out Range number)
    {
        number = default;
        var isFirst = true;
        foreach (var range in words.Split(' '))
        {
            var word = words[range];
            var digits = CountDigits(word);
            var isOrdinal = isFirst && digits < word.Length && word[digits..] is "e" or "ste" or "de";
            isFirst = false;
            if (digits > 0 && !isOrdinal)
            {
                var start = range.Start.Value;
                number = start..(start + digits);
                return true;
            }
        }

        return false;
    }

    private static int CountDigits(ReadOnlySpan<char> word)
    {
        var digits = 0;
        while (digits < word.Length && char.IsAsciiDigit(word[digits]))
        {
            digits++;
        }

        return digits;
    }

    // The words before the number; where it comes first, as abroad, the words behind it.
    private static int WriteStreet(ReadOnlySpan<char> words, Range number, Span<char> destination)
    {
        var start = number.Start.Value;
        var behind = words[start..].IndexOf(' ');
        var street = start > 0 ? words[..start] : behind < 0 ? [] : words[(start + behind)..];
        street.CopyTo(destination);
        var length = RemoveSpaces(destination[..street.Length]);
        foreach (var (abbreviation, whole) in Endings)
        {
            if (length > abbreviation.Length + 2 && destination[..length].EndsWith(abbreviation))
            {
                whole.CopyTo(destination[(length - abbreviation.Length)..]);
                return length - abbreviation.Length + whole.Length;
            }
        }

        return length;
    }

    private static ReadOnlySpan<char> Finish(Span<char> scratch, int length, ReadOnlySpan<char> number)
    {
        scratch[length] = Separator;
        number.CopyTo(scratch[(length + 1)..]);
        return scratch[..(length + 1 + number.Length)];
    }

    private static int RemoveSpaces(Span<char> text)
    {
        var length = 0;
        foreach (var letter in text)
        {
            if (letter != ' ')
            {
                text[length] = letter;
                length++;
            }
        }

        return length;
    }
}
