using Meldpunt.Admin.Installations;
using Meldpunt.Admin.QueryLog.Signals;

namespace Meldpunt.Service.Signals;

/// <summary>Adds what looks for signs of misuse.</summary>
internal static class SignalSetup
{
    public static void AddSignals(this IServiceCollection services, Installation installation)
    {
        services.AddSingleton(new SignalStore(installation.Database, installation.Writer));
        services.AddSingleton(new ShiftHoursStore(installation.Database, installation.Writer));
        services.AddSingleton<RunInbox>();
        services.AddSingleton<RunWatch>();
        services.AddSingleton<SignalWatch>();
        services.AddHostedService<SignalWatching>();
    }
}
