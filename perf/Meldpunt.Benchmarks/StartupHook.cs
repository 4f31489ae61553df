using System.Diagnostics;
using Meldpunt.Admin.FollowUps;

/// <summary>
/// Holds following up in the program as it is shipped, as long as a file is there. The runtime loads this into it (DOTNET_STARTUP_HOOKS) and hands it the host when that is built; the program
/// itself cannot be told to stop.
/// </summary>
#pragma warning disable CA1050, MA0047 // The runtime looks for a class of this name in no namespace.
internal static class StartupHook
#pragma warning restore CA1050, MA0047
{
    /// <summary>Path of the file.</summary>
    public const string Variable = "MELDPUNT_PERF_HOLD";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new Hosts());

    private static void Hold()
    {
        while (File.Exists(Environment.GetEnvironmentVariable(Variable)))
        {
            Thread.Sleep(Look);
        }
    }

    private sealed class Hosts : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name is "Microsoft.Extensions.Hosting")
            {
                value.Subscribe(this);
            }
        }

        // A benchmark knows nothing of the web: what the host is, is asked of the host.
        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is { Key: "HostBuilt", Value: { } host } && host.GetType().GetProperty("Services")?.GetValue(host) is IServiceProvider services
                && services.GetService(typeof(MatchFollower)) is MatchFollower follower)
            {
                follower.Reached = _ => Hold();
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
