using Meldpunt.Admin.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Meldpunt.Service.Access;

/// <summary>Identity's passwords, hashed by Argon2id.</summary>
internal sealed class Argon2PasswordHasher : IPasswordHasher<Account>
{
    // Verified when there is no such account, so that its absence takes as long to tell as a wrong password.
    private static readonly Lazy<string> Decoy = new(() => PasswordHash.Create("no account has this password"));

    public string HashPassword(Account user, string password) => PasswordHash.Create(password);

    public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword) =>
        !PasswordHash.Verify(hashedPassword, providedPassword) ? PasswordVerificationResult.Failed
        : PasswordHash.IsOutdated(hashedPassword) ? PasswordVerificationResult.SuccessRehashNeeded
        : PasswordVerificationResult.Success;

    /// <summary>Spends the time of one verification.</summary>
    public static void SpendTime(string password) => _ = PasswordHash.Verify(Decoy.Value, password);
}
