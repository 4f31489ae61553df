using System.Security.Claims;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Terminals;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Meldpunt.Service.Access;

/// <summary>Where every way in ends, and every way out: somebody proved who they are, and gets a session under a key that nobody has seen.</summary>
internal sealed partial class SessionDoor(
    IUserClaimsPrincipalFactory<Account> principals, SessionBook sessions, KnownBrowsers browsers, TerminalDoor terminals, IAuthenticationSchemeProvider schemes,
    ILogger<SessionDoor> logger)
{
    // What a browser keeps of pages, but not its cookies: a terminal stays the terminal that it is, and a known browser stays known.
    private const string ClearSiteData = "\"cache\", \"storage\"";

    /// <summary>Whether somebody may come in with this browser who shows this.</summary>
    public bool Admits(HttpContext http, Account account, SignInMethods methods) => terminals.Admits(account, methods, terminals.Find(http));

    /// <summary>Opens a session in place of the one that the browser may have, which ends.</summary>
    /// <param name="http">The request of the last step of signing in.</param>
    /// <param name="account">Who it is.</param>
    /// <param name="methods">What was shown.</param>
    /// <param name="terminalId">The enrolled terminal, where the caller knows it; the door looks for itself, so that no way in loses it.</param>
    /// <param name="isVerified">False when the second factor among the methods was shown in the session before, and not now.</param>
    /// <returns>False, and nothing happened, when this account may not come in with this browser: see <see cref="TerminalDoor.Admits"/>.</returns>
    public async Task<bool> SignInAsync(HttpContext http, Account account, SignInMethods methods, OpaqueId terminalId, bool isVerified = true)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(account);
        var terminal = terminals.Find(http);
        if (!terminals.Admits(account, methods, terminal))
        {
            Log.Refused(logger, account.Id, methods);
            return false;
        }

        // Also an officer who signs in there: a terminal that is ended signs out everybody on it.
        if (terminal is not null && account.ParticipantId == terminal.ParticipantId)
        {
            terminalId = terminal.Id;
            methods |= SignInMethods.Terminal;
        }

        if (http.FindSession() is { } before)
        {
            await sessions.EndAsync(before.AccountId, before.Id);
        }

        await WriteCookieAsync(http, await principals.CreateAsync(account), TicketStore.Begin(methods, terminalId, isVerified));
        if (terminal is null)
        {
            browsers.Remember(http, account);
        }

        Log.Opened(logger, account.Id, methods);
        return true;
    }

    /// <summary>
    /// Notes that whoever has the session proved once more who they are, and gives the session a new key. False when it ended meanwhile; then nothing is noted, and nothing may
    /// be done for it.
    /// </summary>
    public async Task<bool> VerifiedAsync(HttpContext http, SignInMethods methods)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (http.FindSession() is not { } session || await sessions.VerifyAsync(session, methods) is not { } key)
        {
            return false;
        }

        await WriteCookieAsync(http, http.User, TicketStore.GoOn(key));
        var renewed = sessions.Find(key);
        http.SetSession(renewed);
        Log.Verified(logger, session.AccountId, session.Id, methods);
        return renewed is not null;
    }

    /// <summary>Ends the session of a request, here and in the browser.</summary>
    public static Task SignOutAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.Response.Headers["Clear-Site-Data"] = ClearSiteData;
        return http.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    // By a handler that has not read the request yet: the one of this request would give the new session the old one's key.
    private async Task WriteCookieAsync(HttpContext http, ClaimsPrincipal principal, AuthenticationProperties properties)
    {
        var handlers = new AuthenticationHandlerProvider(schemes);
        var handler = await handlers.GetHandlerAsync(http, IdentityConstants.ApplicationScheme) as IAuthenticationSignInHandler
            ?? throw new InvalidOperationException("The scheme of sessions cannot sign anybody in.");
        await handler.SignInAsync(principal, properties);
    }

    private static partial class Log
    {
        [LoggerMessage(80, LogLevel.Information, "Account {Account} got a session, having shown {Methods}.")]
        public static partial void Opened(ILogger logger, OpaqueId account, SignInMethods methods);

        [LoggerMessage(84, LogLevel.Warning, "Account {Account} showed {Methods} and may not come in with this browser.")]
        public static partial void Refused(ILogger logger, OpaqueId account, SignInMethods methods);

        [LoggerMessage(81, LogLevel.Information, "Account {Account} showed {Methods} once more in session {Session}.")]
        public static partial void Verified(ILogger logger, OpaqueId account, OpaqueId session, SignInMethods methods);
    }
}
