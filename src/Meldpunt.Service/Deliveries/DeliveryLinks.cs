using Meldpunt.Admin.Messages;
using Meldpunt.Service.Api;
using Meldpunt.Service.Pages;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Meldpunt.Service.Deliveries;

/// <summary>Addresses of our own, for messages that leave the house: ids and nothing else in them.</summary>
internal sealed class DeliveryLinks(HostOptions options, IServer server)
{
    private const string Cases = "/zaken";

    /// <summary>What they begin with. Where the operator does not say so, where the process itself listens.</summary>
    public Uri Base => options.Deliveries.BaseAddress
        ?? new Uri(server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost");

    /// <summary>The page on which a person sees more.</summary>
    public Uri PageOf(Channel channel, Delivery delivery) => new(Base, channel.ParticipantId.IsEmpty ? "/"
        : delivery.Kind == MessageKind.Trial ? PageMap.Channels
        : delivery.FollowUpId is { } id ? $"{Cases}/{id}"
        : PageMap.Desk);

    /// <summary>Where a system reads more.</summary>
    public Uri DataOf(Channel channel, Delivery delivery) => new(
        Base, delivery.FollowUpId is { } id && !channel.ParticipantId.IsEmpty ? $"{ApiVersion.Base}/opvolgingen/{id}" : $"{ApiVersion.Base}/meldingen");
}
