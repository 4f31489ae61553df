using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Meldpunt.Index.Keys;

/// <content>Ed25519 (RFC 8032), which .NET does not have.</content>
public static partial class Sodium
{
    /// <summary>Bytes of the seed that an Ed25519 key is made from, and of its public key.</summary>
    public const int SigningSeedBytes = 32;
    public const int PublicKeyBytes = 32;

    /// <summary>Bytes of an Ed25519 signature.</summary>
    public const int SignatureBytes = 64;

    // libsodium keeps the public key behind the seed: hashing a message needs both.
    private const int SigningKeyBytes = SigningSeedBytes + PublicKeyBytes;

    /// <summary>The public key that belongs to a seed.</summary>
    /// <param name="publicKey">32 bytes.</param>
    /// <param name="seed">32 bytes.</param>
    public static void PublicKeyOf(Span<byte> publicKey, ReadOnlySpan<byte> seed)
    {
        RequireLength(publicKey.Length, PublicKeyBytes, nameof(publicKey));
        RequireLength(seed.Length, SigningSeedBytes, nameof(seed));
        Span<byte> signingKey = stackalloc byte[SigningKeyBytes];
        _ = crypto_sign_ed25519_seed_keypair(publicKey, signingKey, seed);
        CryptographicOperations.ZeroMemory(signingKey);
    }

    /// <summary>Signs a message; the same message always gets the same signature.</summary>
    /// <param name="signature">64 bytes.</param>
    /// <param name="message">Any length.</param>
    /// <param name="seed">32 bytes.</param>
    /// <param name="publicKey">The 32 bytes of <see cref="PublicKeyOf"/>. With another's the signature gives the seed away.</param>
    public static void Sign(Span<byte> signature, ReadOnlySpan<byte> message, ReadOnlySpan<byte> seed, ReadOnlySpan<byte> publicKey)
    {
        RequireLength(signature.Length, SignatureBytes, nameof(signature));
        RequireLength(seed.Length, SigningSeedBytes, nameof(seed));
        RequireLength(publicKey.Length, PublicKeyBytes, nameof(publicKey));
        Span<byte> signingKey = stackalloc byte[SigningKeyBytes];
        seed.CopyTo(signingKey);
        publicKey.CopyTo(signingKey[SigningSeedBytes..]);
        var result = crypto_sign_ed25519_detached(signature, 0, message, (ulong)message.Length, signingKey);
        CryptographicOperations.ZeroMemory(signingKey);
        if (result != 0)
        {
            throw new InvalidOperationException("Ed25519 could not sign.");
        }
    }

    /// <summary>True when the signature over this message is by this key. Sizes that no signature or key has are simply not right.</summary>
    public static bool Verify(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> message, ReadOnlySpan<byte> publicKey) =>
        signature.Length == SignatureBytes
        && publicKey.Length == PublicKeyBytes
        && crypto_sign_ed25519_verify_detached(signature, message, (ulong)message.Length, publicKey) == 0;

    private static void RequireLength(int length, int required, string name)
    {
        if (length != required)
        {
            throw new ArgumentException($"Ed25519 takes {required} bytes here.", name);
        }
    }

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int crypto_sign_ed25519_seed_keypair(Span<byte> publicKey, Span<byte> signingKey, ReadOnlySpan<byte> seed);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int crypto_sign_ed25519_detached(
        Span<byte> signature, nint signatureLength, ReadOnlySpan<byte> message, ulong messageLength, ReadOnlySpan<byte> signingKey);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int crypto_sign_ed25519_verify_detached(
        ReadOnlySpan<byte> signature, ReadOnlySpan<byte> message, ulong messageLength, ReadOnlySpan<byte> publicKey);
}
