using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;

namespace Meldpunt.Service.Pages;

/// <summary>One's own sessions, for the partial that shows them.</summary>
internal sealed class SessionList(SessionBook sessions, AccessDirectory directory)
{
    /// <summary>Where they are ended.</summary>
    public const string SessionField = "sessie";

    /// <summary>The session of this request first, then the one that was used last.</summary>
    public IReadOnlyList<Session> Of(HttpContext http)
    {
        var caller = http.Caller();
        return [.. sessions.Of(caller.AccountId).OrderByDescending(session => session.Id == caller.SessionId)];
    }

    /// <summary>The terminal and where it stands; null for any other browser.</summary>
    public string? PlaceOf(Session session) => session.TerminalId is { } id && directory.FindTerminal(id) is { } terminal
        ? $"{terminal.Label}, {directory.FindLocation(terminal.LocationId)?.Name}"
        : null;

    /// <summary>True for the session of the request itself.</summary>
    public static bool IsThis(HttpContext http, OpaqueId id) => http.Caller().SessionId == id;
}
