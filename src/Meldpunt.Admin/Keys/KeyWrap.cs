using System.Security.Cryptography;
using System.Text;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Keys;

/// <summary>
/// A key encrypted under another key by AES-256-GCM (NIST SP 800-38D): nonce, ciphertext, tag. The label says what the key is for and is
/// authenticated, so that a wrapped key cannot stand in for another.
/// </summary>
internal static class KeyWrap
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Bytes of a wrapped key.</summary>
    public const int SizeBytes = NonceBytes + SecretKey.SizeBytes + TagBytes;

    /// <summary>Encrypts a key.</summary>
    public static byte[] Wrap(SecretKey wrapping, SecretKey key, string label)
    {
        var wrapped = new byte[SizeBytes];
        var nonce = wrapped.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(wrapping.Bytes, TagBytes);
        cipher.Encrypt(
            nonce,
            plaintext: key.Bytes,
            ciphertext: wrapped.AsSpan(NonceBytes, SecretKey.SizeBytes),
            tag: wrapped.AsSpan(NonceBytes + SecretKey.SizeBytes),
            associatedData: Encoding.UTF8.GetBytes(label));
        return wrapped;
    }

    /// <summary>Decrypts a key; throws <see cref="CryptographicException"/> when it, its label or the wrapping key is another.</summary>
    public static SecretKey Unwrap(SecretKey wrapping, ReadOnlySpan<byte> wrapped, string label)
    {
        if (wrapped.Length != SizeBytes)
        {
            throw new CryptographicException("A wrapped key has another size.");
        }

        Span<byte> plain = stackalloc byte[SecretKey.SizeBytes];
        try
        {
            using var cipher = new AesGcm(wrapping.Bytes, TagBytes);
            cipher.Decrypt(
                nonce: wrapped[..NonceBytes],
                ciphertext: wrapped.Slice(NonceBytes, SecretKey.SizeBytes),
                tag: wrapped[(NonceBytes + SecretKey.SizeBytes)..],
                plaintext: plain,
                associatedData: Encoding.UTF8.GetBytes(label));
            return SecretKey.FromBytes(plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }
}
