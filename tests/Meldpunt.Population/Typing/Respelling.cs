using Meldpunt.Population.Randomness;

namespace Meldpunt.Population.Typing;

/// <summary>Names written down as they are heard.</summary>
internal static class Respelling
{
    // Both ways. What sounds alike in Dutch, and the habits with foreign names.
    private static readonly (string From, string To)[] Pairs =
    [
        ("ck", "k"), ("k", "ck"), ("c", "k"), ("k", "c"), ("ks", "x"), ("x", "ks"), ("qu", "kw"), ("kw", "qu"),
        ("ph", "f"), ("f", "ph"), ("f", "v"), ("v", "f"), ("z", "s"), ("s", "z"), ("sch", "s"), ("s", "sch"), ("sz", "s"),
        ("g", "ch"), ("ch", "g"), ("gh", "g"), ("g", "gh"), ("dt", "d"), ("d", "dt"), ("d", "t"), ("t", "d"), ("th", "t"), ("t", "th"), ("b", "p"), ("p", "b"),
        ("ei", "ij"), ("ij", "ei"), ("ou", "au"), ("au", "ou"), ("oe", "u"), ("u", "oe"), ("ou", "oe"), ("ie", "i"), ("i", "ie"), ("uy", "ui"), ("ui", "uy"),
        ("ae", "aa"), ("aa", "ae"), ("eu", "ui"), ("sj", "sh"), ("sh", "sj"), ("dj", "j"), ("kh", "ch"), ("ch", "kh"), ("w", "v"), ("v", "w"),
        ("ll", "l"), ("l", "ll"), ("mm", "m"), ("m", "mm"), ("nn", "n"), ("n", "nn"), ("rr", "r"), ("r", "rr"), ("ss", "s"), ("s", "ss"), ("tt", "t"), ("t", "tt"),
        ("kk", "k"), ("pp", "p"), ("ff", "f"), ("dd", "d"), ("bb", "b"), ("aa", "a"), ("ee", "e"), ("oo", "o"), ("uu", "u"), ("a", "aa"), ("o", "oo"), ("e", "ee"),
    ];

    /// <summary>The name with one of its sounds written otherwise; itself when nothing in it can be.</summary>
    public static string Of(string name, SeededRandom random)
    {
        // From a random pair onwards, so that every pair that fits has a chance and the search ends.
        var start = random.Below(Pairs.Length);
        for (var step = 0; step < Pairs.Length; step++)
        {
            var (from, to) = Pairs[(start + step) % Pairs.Length];
            if (TryReplace(name, from, to, out var respelt))
            {
                return respelt;
            }
        }

        return name;
    }

    /// <summary>The name with ij for y or y for ij; itself when it has neither.</summary>
    public static string IjOrY(string name)
    {
        if (TryReplace(name, "ij", "y", out var withY))
        {
            return withY;
        }

        return TryReplace(name, "y", "ij", out var withIj) ? withIj : name;
    }

    private static bool TryReplace(string name, string from, string to, out string replaced)
    {
        replaced = name;
        var at = name.IndexOf(from, StringComparison.OrdinalIgnoreCase);
        // Nobody begins a word with ck or dt, or writes a letter three times.
        if (at < 0 || (at == 0 && to is ("ck" or "dt")) || (from.Length == 1 && to.Length == 2 && to[0] == to[1] && Doubled(name, at)))
        {
            return false;
        }

        var capital = char.IsUpper(name[at]) && at + from.Length < name.Length;
        var all = capital && char.IsUpper(name[^1]);
        var spelt = all || string.Equals(to, "ij", StringComparison.Ordinal) && capital ? Letters.Capitals(to) : capital ? Letters.WithCapital(to) : to;
        replaced = string.Concat(name.AsSpan(0, at), spelt, name.AsSpan(at + from.Length));
        return true;
    }

    private static bool Doubled(string name, int at) =>
        at == 0 || (at + 1 < name.Length && Letters.Small(name[at]) == Letters.Small(name[at + 1])) || Letters.Small(name[at]) == Letters.Small(name[at - 1]);
}
