using System.Security.Cryptography;
using System.Text;

namespace Meldpunt.Admin.Accounts;

/// <summary>A secret of 256 random bits of which only the SHA-256 is kept; a slow hash would add nothing to so many.</summary>
internal static class RandomSecret
{
    private const int SizeBytes = 32;

    /// <summary>A new secret, in hexadecimal digits.</summary>
    public static string Create() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SizeBytes));

    /// <summary>What is kept of a secret.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
