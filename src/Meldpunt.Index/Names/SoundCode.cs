namespace Meldpunt.Index.Names;

/// <summary>
/// How a folded name sounds to somebody in the Netherlands who writes it down: names that are spelt differently and said alike get one code. And
/// its consonants alone, which survive most mishearing. Only for comparing; nobody can read the name back with certainty. The
/// table of sounds stands in docs/spec/matching.md.
/// </summary>
internal static class SoundCode
{
    // Sounds that have no letter of their own.
    private const char Ei = 'Y';
    private const char Au = 'O';
    private const char Ui = 'U';

    /// <summary>
    /// Writes the sound code of one folded word or of words joined; never longer than twice the name. Letters outside a to z stand for themselves.
    /// Returns its length.
    /// </summary>
    public static int Write(ReadOnlySpan<char> name, Span<char> destination)
    {
        var written = 0;
        var position = 0;
        while (position < name.Length)
        {
            var (sound, second, taken) = IsVowel(name[position]) || name[position] is 'y' || At(name, position, "ij")
                ? Vowel(name, position)
                : Consonant(name, position);
            written = Append(destination, written, sound);
            written = Append(destination, written, second);
            position += taken;
        }

        return written;
    }

    /// <summary>
    /// Writes the consonants of a sound code: a first vowel as <c>a</c>, every later vowel and glide left out. Returns its length.
    /// </summary>
    public static int WriteConsonants(ReadOnlySpan<char> code, Span<char> destination)
    {
        var written = 0;
        for (var position = 0; position < code.Length; position++)
        {
            var sound = code[position];
            var isVowel = sound is 'a' or 'e' or 'i' or 'o' or 'u' or Ei or Au or Ui;
            if (position == 0 || (!isVowel && sound is not ('j' or 'h')))
            {
                written = Append(destination, written, isVowel ? 'a' : sound);
            }
        }

        return written;
    }

    // A sound that is written twice is said once.
    private static int Append(Span<char> destination, int written, char sound)
    {
        if (sound == '\0' || (written > 0 && destination[written - 1] == sound))
        {
            return written;
        }

        destination[written] = sound;
        return written + 1;
    }

    private static (char Sound, char Second, int Taken) Vowel(ReadOnlySpan<char> name, int position)
    {
        if (name[position] is 'y' || At(name, position, "ij"))
        {
            return Y(name, position, taken: name[position] is 'y' ? 1 : 2);
        }

        var next = Next(name, position);
        return (name[position], next) switch
        {
            ('e', 'i' or 'y') => (Ei, '\0', At(name, position + 1, "ij") ? 3 : 2),
            ('o' or 'a', 'u') => (Au, '\0', Next(name, position + 1) == 'w' ? 3 : 2),
            ('u', 'i' or 'y') => (Ui, '\0', At(name, position + 1, "ij") ? 3 : 2),
            ('o', 'e') => ('u', '\0', 2),
            ('i', 'e') => ('i', '\0', 2),
            ('a', 'e') => ('a', '\0', 2),
            ('u', 'e') => ('u', '\0', 2),
            _ => (name[position], '\0', 1),
        };
    }

    // ij and y are one letter here. Before a vowel it is a j (Kaya); at the end of a longer word an i (Rudy); otherwise as in "bij".
    private static (char Sound, char Second, int Taken) Y(ReadOnlySpan<char> name, int position, int taken)
    {
        if (position + taken < name.Length && IsVowel(name[position + taken]))
        {
            return ('j', '\0', taken);
        }

        var endsLongerWord = position + taken == name.Length && name[..position].IndexOfAny("aeiou") >= 0;
        return (endsLongerWord ? 'i' : Ei, '\0', taken);
    }

    private static (char Sound, char Second, int Taken) Consonant(ReadOnlySpan<char> name, int position)
    {
        var next = Next(name, position);
        var isLast = position + 1 == name.Length;
        return name[position] switch
        {
            'b' when isLast => ('p', '\0', 1),
            'c' => C(name, position, next),
            'd' when next == 't' => ('t', '\0', 2),
            'd' when isLast => ('t', '\0', 1),
            'd' when next == 'j' && position == 0 => ('j', '\0', 2),
            'g' when next == 'h' => ('g', '\0', 2),
            'h' => (HasSound(name, position) ? 'h' : '\0', '\0', 1),
            'k' when next == 'h' => ('k', '\0', 2),
            'p' when next == 'h' => ('f', '\0', 2),
            'q' => ('k', next == 'u' ? 'w' : '\0', next == 'u' ? 2 : 1),
            's' when next == 'c' && Next(name, position + 1) == 'h' => ('s', '\0', 3),
            's' when next is 'h' or 'j' => ('s', '\0', 2),
            't' when next == 'h' => ('t', '\0', 2),
            'v' => ('f', '\0', 1),
            'x' => ('k', 's', 1),
            'z' => ('s', '\0', 1),
            var other => (other, '\0', 1),
        };
    }

    private static (char Sound, char Second, int Taken) C(ReadOnlySpan<char> name, int position, char next) => next switch
    {
        'h' => ('g', '\0', 2),
        'k' => ('k', '\0', 2),
        'e' or 'i' or 'y' => ('s', '\0', 1),
        _ => ('k', '\0', 1),
    };

    // Heard at the start and before a vowel, not in Ahmed or Sarah.
    private static bool HasSound(ReadOnlySpan<char> name, int position) =>
        position == 0 || (Next(name, position) is var next && (IsVowel(next) || next == 'y'));

    private static char Next(ReadOnlySpan<char> name, int position) => position + 1 < name.Length ? name[position + 1] : '\0';

    private static bool At(ReadOnlySpan<char> name, int position, ReadOnlySpan<char> letters) =>
        position < name.Length && name[position..].StartsWith(letters);

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';
}
