using System.Security.Cryptography;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Keys;

/// <summary>
/// The one form of everything encrypted here: AES-256-GCM (NIST SP 800-38D) with a random nonce; nonce, ciphertext, tag, one after the other.
/// The associated data is not in the box; whoever opens it must know it.
/// </summary>
public static class SealedBox
{
    /// <summary>Bytes that a box has more than what is in it.</summary>
    public const int OverheadBytes = NonceBytes + TagBytes;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>A cipher under a key, to seal and open with.</summary>
    public static AesGcm Cipher(SecretKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new AesGcm(key.Bytes, TagBytes);
    }

    /// <summary>Encrypts.</summary>
    public static byte[] Seal(AesGcm cipher, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associatedData)
    {
        ArgumentNullException.ThrowIfNull(cipher);
        var box = new byte[OverheadBytes + plain.Length];
        var nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(
            nonce,
            plaintext: plain,
            ciphertext: box.AsSpan(NonceBytes, plain.Length),
            tag: box.AsSpan(NonceBytes + plain.Length),
            associatedData: associatedData);
        return box;
    }

    /// <summary>
    /// Decrypts into exactly as many bytes as were sealed. Throws <see cref="CryptographicException"/> when a bit of the box, the key or the associated
    /// data is another.
    /// </summary>
    public static void Open(AesGcm cipher, ReadOnlySpan<byte> box, Span<byte> plain, ReadOnlySpan<byte> associatedData)
    {
        ArgumentNullException.ThrowIfNull(cipher);
        if (box.Length != OverheadBytes + plain.Length)
        {
            throw new CryptographicException("A sealed box has another size.");
        }

        cipher.Decrypt(
            nonce: box[..NonceBytes],
            ciphertext: box[NonceBytes..^TagBytes],
            tag: box[^TagBytes..],
            plaintext: plain,
            associatedData: associatedData);
    }
}
