using System.Security.Claims;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Meldpunt.Service.Access;

/// <summary>
/// Keeps sessions on the server for the cookie handler, so that they can be ended there. The cookie holds only a random key, which is never given to another session or person:
/// the handler would renew a session in place at a sign-in, and that is refused.
/// </summary>
internal sealed class TicketStore(SessionBook sessions) : ITicketStore
{
    private const string StartParameter = "begin";
    private const string KeyParameter = "sleutel";

    /// <summary>Says of a ticket how its session begins.</summary>
    public static AuthenticationProperties Begin(SignInMethods methods, OpaqueId terminalId, bool isVerified) => With(StartParameter, (methods, terminalId, isVerified));

    /// <summary>Says of a ticket that its session is there already, under a new key.</summary>
    public static AuthenticationProperties GoOn(string key) => With(KeyParameter, key);

    public Task<string> StoreAsync(AuthenticationTicket ticket) => throw OnlyByTheDoor();

    public Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        if (ticket.Properties.GetParameter<string>(KeyParameter) is { } key)
        {
            return Task.FromResult(key);
        }

        if (!ticket.Properties.Parameters.TryGetValue(StartParameter, out var start) || start is not ValueTuple<SignInMethods, OpaqueId, bool>(var methods, var terminalId, var isVerified))
        {
            throw OnlyByTheDoor();
        }

        _ = OpaqueId.TryParse(ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier), out var accountId);
        return sessions.CreateAsync(new NewSession(accountId, TicketSerializer.Default.Serialize(ticket))
        {
            Methods = methods,
            TerminalId = terminalId,
            IsVerified = isVerified,
            Device = DeviceWords.Of(httpContext.Request.Headers.UserAgent.ToString()),
        });
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket) => throw OnlyByTheDoor();

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => Task.FromResult(sessions.Find(key)?.Ticket);

    public Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        // Routing comes before authentication, so what was asked for is known here.
        var isUse = httpContext.GetEndpoint()?.Metadata.GetMetadata<DoesNotUseSessionAttribute>() is null;
        var session = isUse ? sessions.Find(key) : sessions.Look(key);
        httpContext.SetSession(session);
        return Task.FromResult(session?.Ticket);
    }

    public Task RemoveAsync(string key) => sessions.EndAsync(key);

    private static AuthenticationProperties With(string name, object value)
    {
        var properties = new AuthenticationProperties();
        properties.Parameters[name] = value;
        return properties;
    }

    private static InvalidOperationException OnlyByTheDoor() => new("Sessions begin and change in SessionDoor and nowhere else.");
}
