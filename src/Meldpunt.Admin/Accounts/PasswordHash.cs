using System.Security.Cryptography;
using System.Text;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Accounts;

/// <summary>
/// Passwords and PINs as Argon2id PHC strings with OWASP's parameters (19 MiB, 2 passes, 1 lane). Who serves requests does it by <see cref="PasswordWork"/>, which bounds how
/// many run at once.
/// </summary>
public static class PasswordHash
{
    private const int MemoryBytes = 19 * 1024 * 1024;
    private const int Passes = 2;

    /// <summary>Hashes a password.</summary>
    public static string Create(string password) => WithBytes(password, bytes =>
        Encoding.ASCII.GetString(Sodium.HashPassword(bytes, Passes, MemoryBytes)).TrimEnd('\0'));

    /// <summary>True when the password is the one that was hashed.</summary>
    public static bool Verify(string hash, string password) => WithBytes(password, bytes =>
        Sodium.VerifyPassword(Terminated(hash), bytes));

    /// <summary>True when the hash was made with other parameters and should be made anew at the next sign-in.</summary>
    public static bool IsOutdated(string hash) => Sodium.NeedsRehash(Terminated(hash), Passes, MemoryBytes);

    private static byte[] Terminated(string hash) => Encoding.ASCII.GetBytes(hash + '\0');

    private static T WithBytes<T>(string password, Func<byte[], T> action)
    {
        var bytes = Encoding.UTF8.GetBytes(password);
        try
        {
            return action(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
