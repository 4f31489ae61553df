using Meldpunt.Admin.Installations;

namespace Meldpunt.Service.Deliveries;

/// <summary>Adds what delivers messages over channels.</summary>
internal static class DeliverySetup
{
    public static void AddDeliveries(this IServiceCollection services, Installation installation, HostOptions options)
    {
        services.AddSingleton(installation.Channels);
        services.AddSingleton(installation.Outbox);
        services.AddSingleton(new NetworkGuard(options.Deliveries.Networks));
        services.AddSingleton<DeliveryLinks>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<MailSender>();
        services.AddSingleton<ChannelDoor>();
        services.AddSingleton<DeliveryEngine>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryEngine>());
    }
}
