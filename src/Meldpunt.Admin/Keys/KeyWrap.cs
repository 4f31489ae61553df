using System.Security.Cryptography;
using System.Text;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Keys;

/// <summary>
/// A key in a <see cref="SealedBox"/> under another key. The label says what the key is for and is authenticated, so that a wrapped key cannot stand in
/// for another.
/// </summary>
internal static class KeyWrap
{
    /// <summary>Encrypts a key.</summary>
    public static byte[] Wrap(SecretKey wrapping, SecretKey key, string label)
    {
        using var cipher = SealedBox.Cipher(wrapping);
        return SealedBox.Seal(cipher, key.Bytes, Encoding.UTF8.GetBytes(label));
    }

    /// <summary>Decrypts a key; throws <see cref="CryptographicException"/> when it, its label or the wrapping key is another.</summary>
    public static SecretKey Unwrap(SecretKey wrapping, ReadOnlySpan<byte> wrapped, string label)
    {
        Span<byte> plain = stackalloc byte[SecretKey.SizeBytes];
        try
        {
            using var cipher = SealedBox.Cipher(wrapping);
            SealedBox.Open(cipher, wrapped, plain, Encoding.UTF8.GetBytes(label));
            return SecretKey.FromBytes(plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }
}
