using System.Security.Claims;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Meldpunt.Service.Access;

/// <summary>Keeps sessions on the server, so that they can be ended there. The cookie holds only a random key.</summary>
internal sealed class TicketStore(SessionStore sessions, TimeProvider time) : ITicketStore
{
    public Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        _ = OpaqueId.TryParse(ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier), out var accountId);
        return sessions.CreateAsync(accountId, TicketSerializer.Default.Serialize(ticket), ExpiryOf(ticket));
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket) =>
        sessions.RenewAsync(key, TicketSerializer.Default.Serialize(ticket), ExpiryOf(ticket));

    public Task<AuthenticationTicket?> RetrieveAsync(string key) =>
        Task.FromResult(sessions.Find(key) is { } ticket ? TicketSerializer.Default.Deserialize(ticket) : null);

    public Task RemoveAsync(string key) => sessions.EndAsync(key);

    private DateTimeOffset ExpiryOf(AuthenticationTicket ticket) => ticket.Properties.ExpiresUtc ?? time.GetUtcNow();
}
