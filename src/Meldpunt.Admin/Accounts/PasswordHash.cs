using System.Security.Cryptography;
using System.Text;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Accounts;

/// <summary>
/// Passwords as Argon2id PHC strings with OWASP's parameters (19 MiB, 2 passes, 1 lane). A bounded number run at once, so that a flood of
/// sign-ins takes time and not all memory.
/// </summary>
public static class PasswordHash
{
    private const int MemoryBytes = 19 * 1024 * 1024;
    private const int Passes = 2;
    private const int MaxConcurrent = 4;

    private static readonly SemaphoreSlim Places = new(MaxConcurrent);

    /// <summary>Hashes a password.</summary>
    public static string Create(string password) => WithPlace(password, bytes =>
        Encoding.ASCII.GetString(Sodium.HashPassword(bytes, Passes, MemoryBytes)).TrimEnd('\0'));

    /// <summary>True when the password is the one that was hashed.</summary>
    public static bool Verify(string hash, string password) => WithPlace(password, bytes =>
        Sodium.VerifyPassword(Terminated(hash), bytes));

    /// <summary>True when the hash was made with other parameters and should be made anew at the next sign-in.</summary>
    public static bool IsOutdated(string hash) => Sodium.NeedsRehash(Terminated(hash), Passes, MemoryBytes);

    private static byte[] Terminated(string hash) => Encoding.ASCII.GetBytes(hash + '\0');

    private static T WithPlace<T>(string password, Func<byte[], T> action)
    {
        var bytes = Encoding.UTF8.GetBytes(password);
        Places.Wait();
        try
        {
            return action(bytes);
        }
        finally
        {
            Places.Release();
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
