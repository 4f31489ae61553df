using Meldpunt.Population.Randomness;

namespace Meldpunt.Population.Typing;

/// <summary>Typing errors: one key too many, too few, next to the right one, or two in the wrong order.</summary>
internal static class Slips
{
    private static readonly string[] Rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    private static readonly Dictionary<char, string> Neighbours = ReadNeighbours();

    /// <summary>One slip in a letter; the text itself when it has no room for one. Never makes the first letter vanish from a word of one letter.</summary>
    public static string In(string text, SeededRandom random)
    {
        for (var attempt = 0; attempt < 8; attempt++)
        {
            var position = random.Below(text.Length);
            // The first letter is seldom wrong: people look at it.
            if (!char.IsLetter(text[position]) || text.Length < 3 || (position == 0 && !random.Chance(0.3)))
            {
                continue;
            }

            var slipped = At(text, position, random);
            if (!string.Equals(slipped, text, StringComparison.Ordinal))
            {
                return slipped;
            }
        }

        return text;
    }

    /// <summary>One digit of the text replaced by another.</summary>
    public static string Digit(string text, SeededRandom random)
    {
        Span<char> letters = stackalloc char[text.Length];
        text.CopyTo(letters);
        var digits = text.Count(char.IsAsciiDigit);
        if (digits == 0)
        {
            return text;
        }

        var chosen = random.Below(digits);
        for (var position = 0; position < letters.Length; position++)
        {
            if (char.IsAsciiDigit(letters[position]) && chosen-- == 0)
            {
                letters[position] = (char)('0' + ((letters[position] - '0' + random.Between(1, 9)) % 10));
            }
        }

        return letters.ToString();
    }

    private static string At(string text, int position, SeededRandom random) => random.Below(100) switch
    {
        < 25 => text.Insert(position + 1, Like(text[position], random.Chance(0.5) ? text[position] : Neighbour(text[position], random))),
        < 50 => text.Remove(position, 1),
        < 78 => string.Concat(text.AsSpan(0, position), Like(text[position], Neighbour(text[position], random)), text.AsSpan(position + 1)),
        _ when position + 1 < text.Length && position > 0 && char.IsLetter(text[position + 1]) =>
            string.Concat(text.AsSpan(0, position), text[position + 1].ToString(), text[position].ToString(), text.AsSpan(position + 2)),
        _ => text,
    };

    private static char Neighbour(char letter, SeededRandom random)
    {
        var near = Neighbours.GetValueOrDefault(Letters.Small(Letters.Plain(letter)), "e");
        return near[random.Below(near.Length)];
    }

    // As a capital only in the place of a capital at the start of a word, or among capitals.
    private static string Like(char original, char letter) => (char.IsUpper(original) ? Letters.Capital(letter) : letter).ToString();

    private static Dictionary<char, string> ReadNeighbours()
    {
        var neighbours = new Dictionary<char, string>();
        for (var row = 0; row < Rows.Length; row++)
        {
            for (var column = 0; column < Rows[row].Length; column++)
            {
                var near = string.Empty;
                for (var other = Math.Max(0, row - 1); other <= Math.Min(Rows.Length - 1, row + 1); other++)
                {
                    var first = Math.Max(0, column - 1);
                    var last = Math.Min(Rows[other].Length - 1, column + 1);
                    near += first <= last ? Rows[other][first..(last + 1)] : string.Empty;
                }

                neighbours[Rows[row][column]] = near.Replace(Rows[row][column].ToString(), string.Empty, StringComparison.Ordinal);
            }
        }

        return neighbours;
    }
}
