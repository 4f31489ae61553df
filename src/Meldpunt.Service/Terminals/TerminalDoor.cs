using System.Security.Cryptography;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Terminals;
using Meldpunt.Index.Identity;

namespace Meldpunt.Service.Terminals;

/// <summary>
/// Which terminal a browser is, by the secret in its cookie, and who may come in on it. Where a terminal was enrolled with a client certificate, the cookie works only
/// together with that one.
/// </summary>
internal sealed class TerminalDoor(AccessDirectory directory, HostOptions options, TimeProvider time)
{
    // The longest that browsers keep a cookie.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    // Browsers take a __Host- cookie over https only; the demo on a loopback address has none.
    private string CookieName => options.IsSecure ? "__Host-meldpunt-terminal" : "meldpunt-terminal";

    /// <summary>The certificate of a client as a terminal is bound to it; null when it came without one.</summary>
    public static byte[]? CertificateOf(HttpContext http) =>
        http.Connection.ClientCertificate is { } certificate ? SHA256.HashData(certificate.RawDataMemory.Span) : null;

    /// <summary>True when this browser is, or was, a terminal.</summary>
    public bool HasSecret(HttpContext http) => SecretOf(http) is { Length: > 0 };

    /// <summary>The terminal that this browser is now; null for any other browser, and for one whose terminal ended.</summary>
    public Terminal? Find(HttpContext http) =>
        SecretOf(http) is { } secret && directory.FindTerminalBySecret(secret) is { } terminal && HasItsCertificate(http, terminal) ? terminal : null;

    /// <summary>True when a session was opened on a terminal with a certificate, and this connection came without it: somebody copied the cookies.</summary>
    public bool IsElsewhere(HttpContext http, OpaqueId terminalId) => directory.FindTerminal(terminalId) is { } terminal && !HasItsCertificate(http, terminal);

    /// <summary>This browser is a terminal from now on.</summary>
    public void Keep(HttpContext http, string secret) => http.Response.Cookies.Append(CookieName, secret, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = options.IsSecure,
        Path = "/",
        Expires = time.GetUtcNow() + Lifetime,
        IsEssential = true,
    });

    /// <summary>It was used, and stays one as long again.</summary>
    public void Renew(HttpContext http)
    {
        if (SecretOf(http) is { } secret)
        {
            Keep(http, secret);
        }
    }

    /// <summary>
    /// Whether somebody who proved who they are may come in with this browser. Not a system; not on a terminal of another participant; and at a gate that needs
    /// a terminal not with a password alone elsewhere.
    /// </summary>
    public bool Admits(Account account, SignInMethods methods, Terminal? terminal)
    {
        if (account.Kind == AccountKind.System)
        {
            return false;
        }

        if (terminal is not null)
        {
            // The consortium's own people belong to no participant.
            return account.ParticipantId is null || account.ParticipantId == terminal.ParticipantId;
        }

        var needsTerminal = account.Role == Role.Gate && directory.FindParticipant(account.ParticipantId!.Value)!.GateNeedsTerminal;
        return !methods.HasFlag(SignInMethods.Pin) && (!needsTerminal || (methods & SignInMethods.SecondFactor) != SignInMethods.None);
    }

    private static bool HasItsCertificate(HttpContext http, Terminal terminal) =>
        terminal.CertificateHash is null
        || (CertificateOf(http) is { } presented && CryptographicOperations.FixedTimeEquals(presented, terminal.CertificateHash));

    private string? SecretOf(HttpContext http) => http.Request.Cookies[CookieName];
}
