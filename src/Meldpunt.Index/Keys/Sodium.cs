using System.Reflection;
using System.Runtime.InteropServices;

namespace Meldpunt.Index.Keys;

/// <summary>
/// The functions of libsodium that Meldpunt uses, and the one place that loads it (Debian package libsodium23).
/// </summary>
public static partial class Sodium
{
    /// <summary>Bytes of the key and of the output of <see cref="ShortHash"/>.</summary>
    public const int ShortHashBytes = 16;

    private const string Library = "sodium";

    private static readonly string[] FileNames = ["libsodium.so.23", "libsodium.so.26", "libsodium.23.dylib", "libsodium.26.dylib", "libsodium"];

    // Loading happens once, before the first call, and a machine without the library must hear it by name.
#pragma warning disable CA1065 // An exception in the type's constructor is what stops the program here.
    static Sodium()
    {
        NativeLibrary.SetDllImportResolver(typeof(Sodium).Assembly, Resolve);
        if (sodium_init() < 0)
        {
            throw new InvalidOperationException("libsodium could not be initialised.");
        }
    }
#pragma warning restore CA1065

    /// <summary>Keyed BLAKE2b (RFC 7693) of a message; the output's length is part of the hash.</summary>
    /// <param name="output">16 to 64 bytes.</param>
    /// <param name="message">Any length.</param>
    /// <param name="key">16 to 64 bytes.</param>
    public static void KeyedHash(Span<byte> output, ReadOnlySpan<byte> message, ReadOnlySpan<byte> key)
    {
        var result = crypto_generichash(
            output, (nuint)output.Length, message, (ulong)message.Length, key, (nuint)key.Length);
        if (result != 0)
        {
            throw new InvalidOperationException("Keyed BLAKE2b was called with sizes it does not take.");
        }
    }

    /// <summary>SipHash-2-4 with 128 bits of output: a keyed hash for short messages, a tenth of the price of BLAKE2b.</summary>
    /// <param name="output">16 bytes.</param>
    /// <param name="message">Any length.</param>
    /// <param name="key">16 bytes.</param>
    public static void ShortHash(Span<byte> output, ReadOnlySpan<byte> message, ReadOnlySpan<byte> key)
    {
        if (output.Length != ShortHashBytes || key.Length != ShortHashBytes)
        {
            throw new ArgumentException("SipHash-128 takes a key of 16 bytes and gives 16.", nameof(output));
        }

        _ = crypto_shorthash_siphashx24(output, message, (ulong)message.Length, key);
    }

    /// <summary>Derives a key from a passphrase by Argon2id (RFC 9106).</summary>
    /// <param name="key">Where the key goes.</param>
    /// <param name="passphrase">UTF-8 bytes.</param>
    /// <param name="salt">16 bytes.</param>
    /// <param name="passes">Times over the memory.</param>
    /// <param name="memoryBytes">Memory used.</param>
    public static void DeriveKey(
        Span<byte> key, ReadOnlySpan<byte> passphrase, ReadOnlySpan<byte> salt, int passes, int memoryBytes)
    {
        const int Argon2Id13 = 2;
        var result = crypto_pwhash(
            key, (ulong)key.Length, passphrase, (ulong)passphrase.Length, salt, (ulong)passes, (nuint)memoryBytes, Argon2Id13);
        if (result != 0)
        {
            throw new InvalidOperationException("Argon2id failed; most likely there is not enough memory.");
        }
    }

    /// <summary>Hashes a password by Argon2id into a PHC string of ASCII bytes, closed by zeros.</summary>
    public static byte[] HashPassword(ReadOnlySpan<byte> password, int passes, int memoryBytes)
    {
        const int PhcStringBytes = 128;
        var phc = new byte[PhcStringBytes];
        if (crypto_pwhash_str(phc, password, (ulong)password.Length, (ulong)passes, (nuint)memoryBytes) != 0)
        {
            throw new InvalidOperationException("Argon2id failed; most likely there is not enough memory.");
        }

        return phc;
    }

    /// <summary>Checks a password against a PHC string that is closed by a zero byte.</summary>
    public static bool VerifyPassword(ReadOnlySpan<byte> phcString, ReadOnlySpan<byte> password) =>
        phcString.Contains((byte)0) && crypto_pwhash_str_verify(phcString, password, (ulong)password.Length) == 0;

    /// <summary>True when the PHC string was made with other parameters than these.</summary>
    public static bool NeedsRehash(ReadOnlySpan<byte> phcString, int passes, int memoryBytes) =>
        crypto_pwhash_str_needs_rehash(phcString, (ulong)passes, (nuint)memoryBytes) != 0;

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (!string.Equals(name, Library, StringComparison.Ordinal))
        {
            return 0;
        }

        foreach (var fileName in FileNames)
        {
            if (NativeLibrary.TryLoad(fileName, assembly, searchPath, out var handle))
            {
                return handle;
            }
        }

        throw new DllNotFoundException(
            "libsodium is missing. On Debian or Ubuntu: sudo apt-get install --yes libsodium23");
    }

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int sodium_init();

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial int crypto_generichash(
        Span<byte> output, nuint outputLength, ReadOnlySpan<byte> input, ulong inputLength, ReadOnlySpan<byte> key, nuint keyLength);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial int crypto_shorthash_siphashx24(Span<byte> output, ReadOnlySpan<byte> input, ulong inputLength, ReadOnlySpan<byte> key);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int crypto_pwhash(
        Span<byte> output, ulong outputLength, ReadOnlySpan<byte> password, ulong passwordLength, ReadOnlySpan<byte> salt, ulong opsLimit,
        nuint memoryLimit, int algorithm);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int crypto_pwhash_str(
        Span<byte> output, ReadOnlySpan<byte> password, ulong passwordLength, ulong opsLimit, nuint memoryLimit);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int crypto_pwhash_str_verify(
        ReadOnlySpan<byte> phcString, ReadOnlySpan<byte> password, ulong passwordLength);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int crypto_pwhash_str_needs_rehash(ReadOnlySpan<byte> phcString, ulong opsLimit, nuint memoryLimit);
}
