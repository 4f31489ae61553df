using System.Security.Cryptography;

namespace Meldpunt.Admin.Accounts;

/// <summary>
/// Codes that people copy from a screen or from paper: 24 characters of Crockford's base 32 in groups of four, 120 random bits, so that a plain hash suffices to keep them (OWASP ASVS 6.5.2).
/// </summary>
public static class TypedCode
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 24;
    private const int Group = 4;

    /// <summary>A new code, as it is shown.</summary>
    public static string Create() => string.Join('-', RandomNumberGenerator.GetString(Letters, Length).Chunk(Group).Select(letters => new string(letters)));

    /// <summary>What is kept of a code as somebody typed it, with or without groups, in small letters, with an O for a nought; null when it cannot be one.</summary>
    public static byte[]? HashOf(string? typed)
    {
        if (typed is null || typed.Length > Length * 2)
        {
            return null;
        }

        var plain = string.Concat(typed.ToUpperInvariant().Where(letter => letter is not ('-' or ' ')).Select(Read));
        return plain.Length == Length && plain.All(Letters.Contains) ? RandomSecret.HashOf(plain) : null;
    }

    private static char Read(char letter) => letter switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        _ => letter,
    };
}
