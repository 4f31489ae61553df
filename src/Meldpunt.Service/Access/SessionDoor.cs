using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Meldpunt.Service.Access;

/// <summary>Where every way in ends: somebody proved who they are, and gets a session.</summary>
internal sealed partial class SessionDoor(IUserClaimsPrincipalFactory<Account> principals, KnownBrowsers browsers, ILogger<SessionDoor> logger)
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
        var properties = new AuthenticationProperties();
        properties.SetParameter(nameof(SignInMethods), methods);
        properties.SetParameter("terminal", terminalId);
        await http.SignInAsync(IdentityConstants.ApplicationScheme, principal, properties);
        if (terminalId.IsEmpty)
        {
            browsers.Remember(http, account);
        }

        Log.SignedIn(logger, account.Id, methods);
    }

    private static partial class Log
    {
        [LoggerMessage(40, LogLevel.Information, "Account {Account} signed in by {Methods}.")]
        public static partial void SignedIn(ILogger logger, OpaqueId account, SignInMethods methods);
    }
}
