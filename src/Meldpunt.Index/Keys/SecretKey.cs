using System.Security.Cryptography;

namespace Meldpunt.Index.Keys;

/// <summary>
/// 256 bits of key material in a pinned buffer that is zeroed on dispose. Never printed, never logged, never a string.
/// Not for use by two threads while one disposes it.
/// </summary>
public sealed class SecretKey : IDisposable
{
    /// <summary>Bytes in a key.</summary>
    public const int SizeBytes = 32;

    // Pinned, so that the garbage collector leaves no copy behind when it moves things.
    private readonly byte[] _bytes = GC.AllocateArray<byte>(SizeBytes, pinned: true);
    private bool _disposed;

    private SecretKey()
    {
    }

    /// <summary>The key itself; valid until <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _bytes;
        }
    }

    /// <summary>A new key from the operating system's random source.</summary>
    public static SecretKey Create() => Fill(RandomNumberGenerator.Fill);

    /// <summary>Copies a key of exactly <see cref="SizeBytes"/> bytes; the caller zeroes its own copy.</summary>
    public static SecretKey FromBytes(ReadOnlySpan<byte> bytes)
    {
        var key = new SecretKey();
        if (bytes.Length != SizeBytes)
        {
            throw new CryptographicException($"A key has {SizeBytes} bytes.");
        }

        bytes.CopyTo(key._bytes);
        return key;
    }

    /// <summary>Makes a key by letting the caller write its bytes in place.</summary>
    public static SecretKey Fill(SecretKeyWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var key = new SecretKey();
        writer(key._bytes);
        return key;
    }

    /// <summary>Derives a key for one purpose by HKDF-SHA-256 (RFC 5869); another label gives an unrelated key.</summary>
    public SecretKey Derive(ReadOnlySpan<byte> label)
    {
        var derived = new SecretKey();
        HKDF.Expand(HashAlgorithmName.SHA256, Bytes, derived._bytes, label);
        return derived;
    }

    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_bytes);
    }

    public override string ToString() => nameof(SecretKey);
}
