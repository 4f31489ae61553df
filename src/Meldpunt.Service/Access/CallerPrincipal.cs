using System.Security.Claims;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Microsoft.AspNetCore.Identity;

namespace Meldpunt.Service.Access;

/// <summary>The caller as the framework carries it, and back.</summary>
internal static class CallerPrincipal
{
    private const string StampClaim = "stamp";
    private static readonly object CallerKey = new();
    private static readonly object SessionKey = new();

    /// <summary>A principal for a caller, signed in by the given scheme.</summary>
    public static ClaimsPrincipal Create(OpaqueId accountId, string userName, Role role, string stamp, string scheme) =>
        new(new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, accountId.ToString()),
                new Claim(ClaimTypes.Name, userName),
                new Claim(ClaimTypes.Role, RoleNames.Of(role)),
                new Claim(StampClaim, stamp),
            ],
            scheme));

    /// <summary>True for a session of somebody who must have a second factor and showed none in it.</summary>
    public static bool LacksSecondFactor(this HttpContext http) =>
        http.FindSession() is { } session && http.FindCaller() is { } caller && !SecondFactors.Suffice(caller.Role, session.Methods);

    /// <summary>True when the caller signed in with a browser.</summary>
    public static bool IsFromCookie(this ClaimsPrincipal user) =>
        string.Equals(user.Identity?.AuthenticationType, IdentityConstants.ApplicationScheme, StringComparison.Ordinal);

    /// <summary>The caller as the directory knows it now; null when the account behind the principal may do nothing any more.</summary>
    public static Caller? FindCaller(this AccessDirectory directory, ClaimsPrincipal user) =>
        OpaqueId.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) && user.FindFirstValue(StampClaim) is { } stamp
            ? directory.FindByAccount(id, stamp)
            : null;

    /// <summary>The caller of a session as the directory knows it now; null when the account behind it may do nothing any more.</summary>
    public static Caller? FindCaller(this AccessDirectory directory, LiveSession session) =>
        session.Ticket.Principal.FindFirstValue(StampClaim) is { } stamp
            ? directory.FindBySession(session.AccountId, stamp, session.Id, session.TerminalId)
            : null;

    /// <summary>Keeps the session with the request.</summary>
    public static void SetSession(this HttpContext http, LiveSession? session) => http.Items[SessionKey] = session;

    /// <summary>The session of a request; null for a token, and when nobody signed in.</summary>
    public static LiveSession? FindSession(this HttpContext http) => http.Items[SessionKey] as LiveSession;

    /// <summary>Keeps the caller with the request.</summary>
    public static void SetCaller(this HttpContext http, Caller caller) => http.Items[CallerKey] = caller;

    /// <summary>The caller of a request, or null when nobody signed in.</summary>
    public static Caller? FindCaller(this HttpContext http) => http.Items[CallerKey] as Caller;

    /// <summary>The caller of a request that got past authorisation.</summary>
    public static Caller Caller(this HttpContext http) => http.FindCaller()
        ?? throw new InvalidOperationException("This request has no caller; its route lacks an authorisation policy.");
}
