using Meldpunt.Admin.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Meldpunt.Service.Access;

/// <summary>Keeps Identity from hashing passwords by itself: that is done by <see cref="PasswordDoor"/>, in turn and bounded (ADR 0022).</summary>
internal sealed class Argon2PasswordHasher : IPasswordHasher<Account>
{
    public string HashPassword(Account user, string password) => throw DoneElsewhere();

    public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword) => throw DoneElsewhere();

    private static NotSupportedException DoneElsewhere() => new("Passwords are looked at by PasswordDoor.");
}
