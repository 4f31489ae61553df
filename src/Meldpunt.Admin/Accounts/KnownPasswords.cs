using System.Collections.Frozen;

namespace Meldpunt.Admin.Accounts;

/// <summary>Passwords that leaked and are tried first, and what people make of them to get at a length.</summary>
internal static class KnownPasswords
{
    private const int ShortestStem = 4;

    // What is put around a known word before it is no obvious lengthening any more.
    private const int MostAdded = 12;

    private static readonly FrozenSet<string> Known = Read();

    // What people write for letters. A one stands for two.
    private static readonly Dictionary<char, char> Lookalikes = new() { ['@'] = 'A', ['4'] = 'A', ['3'] = 'E', ['0'] = 'O', ['$'] = 'S', ['5'] = 'S', ['7'] = 'T', ['!'] = 'I' };

    /// <summary>True for a password that leaked, without regard to case.</summary>
    public static bool Contains(string password) => Known.Contains(password.ToUpperInvariant());

    /// <summary>
    /// True for a leaked password with digits and signs around it, again and again, or with signs for letters; for one short piece again and again; and for a run.
    /// </summary>
    public static bool IsLengthened(string password)
    {
        var plain = password.ToUpperInvariant();
        return PeriodOf(plain) <= Math.Min(ShortestStem, plain.Length / 2) || Runs(plain, step: 1) || Runs(plain, step: -1) || Spellings(plain).Any(HasStem);
    }

    private static bool HasStem(string text)
    {
        var firstLetter = text.TakeWhile(sign => !char.IsLetter(sign)).Count();
        for (var start = 0; start <= Math.Min(MostAdded, firstLetter); start++)
        {
            for (var end = text.Length; end - start >= ShortestStem && end >= text.Length - MostAdded; end--)
            {
                if (IsStem(text[start..end], text.Length))
                {
                    return true;
                }

                if (char.IsLetter(text[end - 1]))
                {
                    break;
                }
            }
        }

        return false;
    }

    // Digits alone are a stem only when they are most of it: a number of twelve that nobody knows is no lengthening of its first four.
    private static bool IsStem(string piece, int length)
    {
        var unit = piece[..PeriodOf(piece)];
        return new[] { piece, unit }.Any(stem =>
            stem.Length >= ShortestStem && Known.Contains(stem) && (stem.Any(char.IsLetter) || piece.Length * 3 >= length * 2));
    }

    // The text as it is; and with letters for the signs that look like them, where a one is an i or an l. Only inside: at the ends digits are what was added.
    private static IEnumerable<string> Spellings(string text)
    {
        yield return text;
        foreach (var one in "IL")
        {
            var letters = text.ToCharArray();
            var last = Array.FindLastIndex(letters, char.IsLetter);
            for (var place = 0; place <= last; place++)
            {
                letters[place] = letters[place] == '1' ? one : Lookalikes.GetValueOrDefault(letters[place], letters[place]);
            }

            yield return new string(letters);
        }
    }

    // Length of the shortest piece of which the text consists, again and again; the last time perhaps not whole.
    private static int PeriodOf(string text)
    {
        var period = 1;
        while (period < text.Length && !text.AsSpan(period).SequenceEqual(text.AsSpan(0, text.Length - period)))
        {
            period++;
        }

        return period;
    }

    private static bool Runs(string text, int step)
    {
        for (var place = 1; place < text.Length; place++)
        {
            var isNext = text[place] - text[place - 1] == step || (char.IsAsciiDigit(text[place]) && char.IsAsciiDigit(text[place - 1]) && (text[place] - text[place - 1] - step) % 10 == 0);
            if (!isNext)
            {
                return false;
            }
        }

        return true;
    }

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(KnownPasswords).Assembly.GetManifestResourceStream("known-passwords.txt")
            ?? throw new InvalidOperationException("There is no list of known passwords.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("# ", StringComparison.Ordinal))
            .Select(line => line.ToUpperInvariant())
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
