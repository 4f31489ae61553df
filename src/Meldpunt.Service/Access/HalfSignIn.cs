using System.Security.Claims;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Meldpunt.Service.Access;

/// <summary>
/// Between the two steps of signing in: the password was right, the second factor is still to come. Held in a sealed cookie of its own, which no policy reads, for
/// <see cref="Lifetime"/>; it is worth nothing any more as soon as the account's stamp is another.
/// </summary>
internal sealed class HalfSignIn(AccountStore accounts, AccessDirectory directory)
{
    /// <summary>Identity's name for it.</summary>
    public static readonly string Scheme = IdentityConstants.TwoFactorUserIdScheme;

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static Task BeginAsync(HttpContext http, Account account) => http.SignInAsync(
        Scheme, CallerPrincipal.Create(account.Id, account.UserName, account.Role, account.SecurityStamp, Scheme));

    public static Task EndAsync(HttpContext http) => http.SignOutAsync(Scheme);

    /// <summary>Who is half signed in; null when nobody is, when it took too long, or when the account may not come in any more.</summary>
    public async Task<Account?> FindAsync(HttpContext http)
    {
        var result = await http.AuthenticateAsync(Scheme);
        if (result.Principal is not { } principal)
        {
            return null;
        }

        directory.Refresh();
        return directory.FindCaller(principal) is not null && OpaqueId.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? accounts.FindById(id)
            : null;
    }
}
