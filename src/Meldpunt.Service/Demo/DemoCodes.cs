using System.Security.Cryptography;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Installations;

namespace Meldpunt.Service.Demo;

/// <summary>
/// The authenticator apps of the demo's people, who have no telephone: their secrets stand in the demo's own files, so that the demo can say what the app would show. Nothing here
/// reads a secret back from an installation; a program that was not given them cannot tell a code.
/// </summary>
internal static class DemoCodes
{
    /// <summary>Gives a secret to every account that needs one and has none; true when there was one.</summary>
    public static bool AddSecrets(DemoSecrets secrets)
    {
        var without = secrets.Accounts
            .Where(account => account.Totp is null && RoleNames.TryParse(account.Role, out var role) && SecondFactors.AreObligatory(role))
            .ToList();
        foreach (var account in without)
        {
            account.Totp = Totp.ToBase32(RandomNumberGenerator.GetBytes(Totp.SecretBytes));
        }

        return without.Count > 0;
    }

    /// <summary>Sets the apps up for the accounts that have no second factor yet.</summary>
    public static async Task KeepAsync(Installation installation, DemoSecrets secrets)
    {
        foreach (var planned in secrets.Accounts.Where(planned => planned.Totp is not null))
        {
            if (installation.Accounts.FindByName(planned.UserName) is { } account && !installation.SecondFactors.Find(account.Id).HasAny)
            {
                await installation.Writer.WriteAsync(connection =>
                {
                    installation.Authenticators.Keep(connection, account.Id, Totp.FromBase32(planned.Totp!));
                    return true;
                });
            }
        }
    }

    /// <summary>What the app of an account of the demo shows now, by the account's name; null for others.</summary>
    public static Func<string, string?> Of(DemoSecrets secrets, TimeProvider time) => userName =>
        secrets.Accounts.FirstOrDefault(account => string.Equals(account.UserName, userName, StringComparison.OrdinalIgnoreCase))?.Totp is { } secret
            ? Totp.CodeOf(Totp.FromBase32(secret), Totp.StepAt(time.GetUtcNow()))
            : null;
}
