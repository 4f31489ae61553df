using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Keys;

/// <summary>How a root secret is made of a passphrase: Argon2id (RFC 9106) with these parameters and this salt, which stand in <c>keys/root.salt</c>. No secret.</summary>
internal sealed record RootSalt(int MemoryBytes, int Passes, byte[] Salt)
{
    /// <summary>Memory and passes of a new one, and the least that is accepted.</summary>
    public const int LeastMemoryBytes = 256 * 1024 * 1024;
    public const int LeastPasses = 4;

    private const int MostMemoryBytes = 1024 * 1024 * 1024;
    private const int MostPasses = 64;
    private const int SaltBytes = 16;
    private const string Header = "meldpunt wortel 1: argon2id";

    public static RootSalt Create() => new(LeastMemoryBytes, LeastPasses, RandomNumberGenerator.GetBytes(SaltBytes));

    /// <summary>Reads what this program wrote; throws <see cref="CryptographicException"/> when it is something else, or weaker than is accepted.</summary>
    public static RootSalt Read(string path)
    {
        var lines = File.ReadAllLines(path, Encoding.ASCII);
        return lines is [Header, var memory, var passes, var salt]
            && TryNumber(memory, LeastMemoryBytes, MostMemoryBytes, out var memoryBytes)
            && TryNumber(passes, LeastPasses, MostPasses, out var times)
            && salt.Length == SaltBytes * 2
            && salt.All(char.IsAsciiHexDigit)
                ? new RootSalt(memoryBytes, times, Convert.FromHexString(salt))
                : throw new CryptographicException($"{path} does not say how a passphrase becomes the root secret, or says it too weakly.");
    }

    public byte[] ToBytes() => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{Header}\n{MemoryBytes}\n{Passes}\n{Convert.ToHexStringLower(Salt)}\n"));

    /// <summary>The root secret; takes a second and the memory.</summary>
    public SecretKey Derive(Passphrase passphrase) => SecretKey.Fill(key => Sodium.DeriveKey(key, passphrase.Bytes, Salt, Passes, MemoryBytes));

    private static bool TryNumber(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
}
