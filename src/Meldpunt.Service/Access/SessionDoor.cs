using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Meldpunt.Service.Access;

/// <summary>Where every way in ends: somebody proved who they are, and gets a session.</summary>
internal sealed class SessionDoor(IUserClaimsPrincipalFactory<Account> principals)
{
    /// <summary>Opens a session in place of the one that the browser may have.</summary>
    /// <param name="http">The request of the last step of signing in.</param>
    /// <param name="account">Who it is.</param>
    /// <param name="methods">What was shown.</param>
    /// <param name="terminalId">The enrolled terminal; the empty id for any other browser.</param>
    public async Task SignInAsync(HttpContext http, Account account, SignInMethods methods, OpaqueId terminalId)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(account);
        var principal = await principals.CreateAsync(account);
        principal.AddMethods(methods);
        var properties = new AuthenticationProperties();
        properties.SetParameter(nameof(SignInMethods), methods);
        properties.SetParameter("terminal", terminalId);
        await http.SignInAsync(IdentityConstants.ApplicationScheme, principal, properties);
    }
}
