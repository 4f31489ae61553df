using Meldpunt.Admin.Installations;
using Meldpunt.Service.Background;

namespace Meldpunt.Service.Commands;

/// <summary>Runs the service over an installation until it is told to stop.</summary>
internal static class ServiceRun
{
    /// <summary>Starts, calls back with the address, and waits for the end. The caller holds the folder's lock.</summary>
    public static async Task<int> RunAsync(
        Installation installation, HostOptions options, Func<string, Task> started, CancellationToken cancellation)
    {
        await using var app = MeldpuntHost.Build(installation, options);
        await app.StartAsync(cancellation);
        await started(app.Urls.First());
        await app.WaitForShutdownAsync(cancellation);
        return app.Services.GetRequiredService<StopReason>().ExitCode;
    }

    /// <summary>Takes the folder for this process until the result is disposed; refuses when another serves it.</summary>
    public static FileStream HoldLock(string folder)
    {
        try
        {
            return new FileStream(InstallationFolder.ServeLock(folder), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new InstallationException($"In {folder} draait al een Meldpunt ({exception.GetType().Name}). Stop dat eerst.");
        }
    }
}
