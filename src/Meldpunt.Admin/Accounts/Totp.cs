using System.Globalization;
using System.Security.Cryptography;

namespace Meldpunt.Admin.Accounts;

/// <summary>
/// Codes of an authenticator app (RFC 6238 over RFC 4226): HMAC-SHA-1, six digits, steps of 30 seconds since 1970. What every app can do; the strength is in the
/// 160 random bits of the secret, and in that a code works once.
/// </summary>
public static class Totp
{
    /// <summary>Bytes of a secret.</summary>
    public const int SecretBytes = 20;

    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    /// <summary>Seconds that a code works.</summary>
    public const int StepSeconds = 30;

    private const int Modulus = 1_000_000;
    private const string Base32Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Base32Bits = 5;

    /// <summary>The step in which a moment falls.</summary>
    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step.</summary>
    public static string CodeOf(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 as apps have it; an HMAC does not rest on SHA-1's resistance to collisions.
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var offset = mac[^1] & 0x0F;
        var number = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(mac[offset..]) & int.MaxValue;
        return (number % Modulus).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>A secret as people type it into an app: base 32 (RFC 4648), without the signs that fill it up.</summary>
    public static string ToBase32(ReadOnlySpan<byte> secret)
    {
        var text = new char[((secret.Length * 8) + Base32Bits - 1) / Base32Bits];
        for (var place = 0; place < text.Length; place++)
        {
            var index = 0;
            for (var bit = place * Base32Bits; bit < (place + 1) * Base32Bits; bit++)
            {
                var isSet = bit / 8 < secret.Length && (secret[bit / 8] & (0x80 >> (bit % 8))) != 0;
                index = (index << 1) | (isSet ? 1 : 0);
            }

            text[place] = Base32Letters[index];
        }

        return new string(text);
    }

    /// <summary>A secret from its base 32. Throws <see cref="FormatException"/> when it is none.</summary>
    public static byte[] FromBase32(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var secret = new byte[text.Length * Base32Bits / 8];
        for (var bit = 0; bit < secret.Length * 8; bit++)
        {
            var index = Base32Letters.IndexOf(text[bit / Base32Bits], StringComparison.Ordinal);
            if (index < 0)
            {
                throw new FormatException("This is no base 32.");
            }

            if ((index & (1 << (Base32Bits - 1 - (bit % Base32Bits)))) != 0)
            {
                secret[bit / 8] |= (byte)(0x80 >> (bit % 8));
            }
        }

        return secret;
    }
}
