using System.Runtime.CompilerServices;

namespace Meldpunt.Index.Names;

/// <summary>Sound codes within the limits of a stack buffer: of a longer name the beginning counts.</summary>
internal static class Sounds
{
    /// <summary>Characters that the buffer must have.</summary>
    public const int Longest = 256;

    /// <summary>The sound code of a name.</summary>
    public static ReadOnlySpan<char> Whole(ReadOnlySpan<char> name, Span<char> buffer) =>
        buffer[..SoundCode.Write(name[..Math.Min(name.Length, Longest / 2)], buffer)];

    /// <summary>What birthplaces are compared by: the consonants, so that a mistyped vowel does not matter; of a short one all sounds.</summary>
    [SkipLocalsInit]
    public static ReadOnlySpan<char> Place(ReadOnlySpan<char> place, Span<char> buffer)
    {
        const int Enough = 4;
        Span<char> letters = stackalloc char[Longest / 2];
        place = place[..Math.Min(place.Length, letters.Length)];
        place.CopyTo(letters);
        var length = NameFolder.JoinWords(letters[..place.Length]);
        Span<char> code = stackalloc char[Longest];
        var sound = code[..SoundCode.Write(letters[..length], code)];
        var consonants = SoundCode.WriteConsonants(sound, buffer);
        if (consonants >= Enough)
        {
            return buffer[..consonants];
        }

        sound.CopyTo(buffer);
        return buffer[..sound.Length];
    }
}
