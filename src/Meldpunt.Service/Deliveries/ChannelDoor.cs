using System.Net;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;

namespace Meldpunt.Service.Deliveries;

/// <summary>Channels for interface and pages.</summary>
internal sealed class ChannelDoor(ChannelStore channels, OutboxStore outbox, NetworkGuard guard, HostOptions options)
{
    public ChannelStore Channels => channels;

    public OutboxStore Outbox => outbox;

    /// <summary>True when the operator has a mail server set up.</summary>
    public bool HasMail => options.Deliveries.Smtp is not null;

    public Task<ChannelResult> AddAsync(Caller caller, ChannelInput input, IEnumerable<Fault> faultsSoFar) => channels.AddAsync(caller, input, faultsSoFar, Judge);

    /// <summary>One of the caller's; null when there is none.</summary>
    public Channel? Find(Caller caller, string? id) => OpaqueId.TryParse(id, out var known) ? channels.Find(ChannelStore.OwnerOf(caller), known) : null;

    // What can be seen now. Where a name leads is seen at every try.
    private Fault? Judge(Uri address)
    {
        var inClear = !string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal);
        return inClear && !guard.AllowsAny ? ChannelRefusals.NotSecure
            : IPAddress.TryParse(address.IdnHost, out var literal) && !guard.Allows(literal, inClear) ? ChannelRefusals.NotAllowed
            : null;
    }
}
