namespace Meldpunt.Index.Names;

/// <summary>
/// What identifies an address in any spelling: postcode and house number, and street and house number. A house number's addition is left out: half of the
/// people who type an address do so too.
/// </summary>
internal static class AddressForms
{
    private const char Separator = '|';

    // A word grows by less than this when it is written in full, and the number is put behind it.
    private const int MaxGrowth = 64;

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
        var length = NameFolder.JoinWords(scratch[..code]);
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

                // Plein 1944 12: a year belongs to a street that is called after it, when a number follows.
                if (!LooksLikeYear(words[number]) || words[..start].Trim(' ') is not ("plein" or "laan" or "straat" or "weg" or "park"))
                {
                    return true;
                }
            }
        }

        return number.End.Value > 0;
    }

    private static bool LooksLikeYear(ReadOnlySpan<char> number) => number.Length == 4 && number[..2] is "18" or "19" or "20";

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
        var length = 0;
        foreach (var range in street.Split(' '))
        {
            // What does not fit any more is left out: nobody has a street of a thousand letters.
            if (!street[range].IsEmpty && street[range].Length + MaxGrowth < destination.Length - length)
            {
                length += StreetWords.Write(street[range], isLast: street[range.End.Value..].Trim(' ').IsEmpty, destination[length..]);
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
}
