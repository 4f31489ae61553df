using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Processing;

namespace Meldpunt.Service.Processing;

/// <summary>Adds the second log to a service that has one.</summary>
internal static class ProcessingSetup
{
    public static void AddProcessingLog(this IServiceCollection services, Installation installation, HostOptions options)
    {
        if (options.ProcessingLog is not { } processing)
        {
            return;
        }

        services.AddSingleton(processing);
        services.AddSingleton(new ProcessingLogStore(installation.Database, installation.Writer));
        services.AddSingleton<ProcessingLogExporter>();
        services.AddHostedService(provider => provider.GetRequiredService<ProcessingLogExporter>());
    }
}
