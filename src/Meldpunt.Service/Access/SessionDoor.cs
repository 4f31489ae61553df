using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Terminals;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Meldpunt.Service.Access;

/// <summary>Where every way in ends: somebody proved who they are, and gets a session.</summary>
internal sealed class SessionDoor(IUserClaimsPrincipalFactory<Account> principals, KnownBrowsers browsers, TerminalDoor terminals)
{
    /// <summary>Opens a session in place of the one that the browser may have.</summary>
    /// <param name="http">The request of the last step of signing in.</param>
    /// <param name="account">Who it is.</param>
    /// <param name="methods">What was shown.</param>
    /// <param name="terminalId">The enrolled terminal, where the caller knows it; the door looks for itself, so that no way in loses it.</param>
    /// <returns>False, and nothing happened, when this account may not come in with this browser: see <see cref="TerminalDoor.Admits"/>.</returns>
    public async Task<bool> SignInAsync(HttpContext http, Account account, SignInMethods methods, OpaqueId terminalId)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(account);
        var terminal = terminals.Find(http);
        if (!terminals.Admits(account, methods, terminal))
        {
            return false;
        }

        if (terminal is not null && account.Role == Role.Gate)
        {
            terminalId = terminal.Id;
            methods |= SignInMethods.Terminal;
        }

        var principal = await principals.CreateAsync(account);
        var properties = new AuthenticationProperties();
        properties.SetParameter(nameof(SignInMethods), methods);
        properties.SetParameter("terminal", terminalId);
        properties.Items["terminal"] = terminalId.ToString();
        await http.SignInAsync(IdentityConstants.ApplicationScheme, principal, properties);
        if (terminalId.IsEmpty)
        {
            browsers.Remember(http, account);
        }

        return true;
    }
}
