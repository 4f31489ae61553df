using Meldpunt.Admin.Installations;

namespace Meldpunt.Service.Messages;

/// <summary>Adds what brings messages to whoever listens.</summary>
internal static class MessageSetup
{
    public static void AddMessages(this IServiceCollection services, Installation installation)
    {
        services.AddSingleton(installation.MessageDesk);
        services.AddSingleton<StreamBook>();
        services.AddHostedService(provider => provider.GetRequiredService<StreamBook>());
        services.AddSingleton<EventStream>();
    }
}
