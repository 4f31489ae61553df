using System.Security.Cryptography;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Installations;
using Meldpunt.Index.Identity;

namespace Meldpunt.Tests;

/// <summary>Authenticator apps for tests of something else, without the acts of setting them up.</summary>
internal static class TestFactors
{
    /// <summary>
    /// Gives an account an app, in place of the one it had, and returns its secret. Of a new app no code was used yet, so whoever signs in does not wait half a minute.
    /// </summary>
    public static async Task<byte[]> GiveAppAsync(this Installation installation, OpaqueId accountId)
    {
        var secret = RandomNumberGenerator.GetBytes(Totp.SecretBytes);
        await installation.Writer.WriteAsync(connection =>
        {
            installation.Authenticators.Keep(connection, accountId, secret);
            return true;
        });
        return secret;
    }

    /// <summary>A code that works now, of a new app: see <see cref="GiveAppAsync"/>. Or one of some half minutes ago.</summary>
    public static async Task<string> FreshCodeAsync(this Installation installation, string userName, int stepsAgo = 0)
    {
        var secret = await installation.GiveAppAsync(installation.Accounts.FindByName(userName)!.Id);
        return Totp.CodeOf(secret, Totp.StepAt(installation.Time.GetUtcNow()) - stepsAgo);
    }
}
