using System.Text;
using Meldpunt.Population.Typing;

namespace Meldpunt.Population.Likeness;

/// <summary>
/// How a given name sounds in Dutch ears, roughly: two names with one code are hard to tell apart over an intercom.
/// The generator's own, on purpose: were it the matcher's, the matcher would be tested against itself.
/// </summary>
internal static class SoundCode
{
    // From longer to shorter; the first that fits is taken. Letters that are not here stand for themselves.
    private static readonly (string Spelling, string Sound)[] Sounds =
    [
        ("tsj", "s"), ("sch", "s"), ("sj", "s"), ("sh", "s"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("gh", "g"), ("kh", "g"), ("ch", "g"), ("ck", "k"), ("dt", "t"),
        ("ij", "E"), ("ei", "E"), ("ey", "E"), ("ai", "E"), ("ay", "E"), ("oe", "u"), ("ou", "u"), ("au", "u"), ("aw", "u"), ("ie", "i"), ("ea", "i"),
        ("ce", "se"), ("ci", "si"), ("cy", "si"), ("dj", "j"), ("ks", "x"), ("qu", "kw"),
        ("c", "k"), ("q", "k"), ("z", "s"), ("v", "f"), ("w", "f"), ("y", "i"), ("h", string.Empty),
    ];

    public static string Of(string name)
    {
        var plain = Bare(name);
        var code = new StringBuilder(plain.Length);
        for (var position = 0; position < plain.Length;)
        {
            position += Append(code, plain, position);
        }

        return End(code).ToString();
    }

    /// <summary>Small letters a to z and nothing else.</summary>
    public static string Bare(string name)
    {
        var kept = new StringBuilder(name.Length);
        foreach (var letter in Letters.WithoutAccents(name))
        {
            var small = Letters.Small(letter);
            if (small is >= 'a' and <= 'z')
            {
                kept.Append(small);
            }
        }

        return kept.ToString();
    }

    private static int Append(StringBuilder code, string plain, int position)
    {
        foreach (var (spelling, sound) in Sounds)
        {
            if (plain.AsSpan(position).StartsWith(spelling, StringComparison.Ordinal))
            {
                AppendOnce(code, sound);
                return spelling.Length;
            }
        }

        AppendOnce(code, plain[position].ToString());
        return 1;
    }

    private static void AppendOnce(StringBuilder code, string sound)
    {
        foreach (var letter in sound)
        {
            if (code.Length == 0 || code[^1] != letter)
            {
                code.Append(letter);
            }
        }
    }

    // At the end d is heard as t and b as p.
    private static StringBuilder End(StringBuilder code)
    {
        if (code.Length > 0)
        {
            code[^1] = code[^1] switch
            {
                'd' => 't',
                'b' => 'p',
                var other => other,
            };
        }

        return code;
    }
}
