using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;
using Meldpunt.Index.Identity;

namespace Meldpunt.Service.Background;

/// <summary>Replaces keys when the command line asks for it: this process has them in use.</summary>
internal sealed partial class KeyRotations(Installation installation, TimeProvider time, ILogger<KeyRotations> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (installation.KeyRequests.FindWaiting() is var (id, key) && await installation.KeyRequests.BeginAsync(id))
                {
                    // On another thread: building an index takes as long as at a start.
                    await Task.Run(() => RotateAsync(id, key), stoppingToken);
                }
            }
#pragma warning disable CA1031 // The next turn tries again; queries do not depend on this.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                Log.NotDone(logger, exception);
            }
        }
    }

    private async Task RotateAsync(OpaqueId id, RotatedKey key)
    {
        try
        {
            await (key == RotatedKey.Index ? installation.Rotation.RotateIndexAsync(id) : installation.Rotation.FinishMasterAsync(id));
            Log.Rotated(logger, key.ToDutch());
        }
#pragma warning disable CA1031 // Whoever asked waits for an answer, whatever went wrong.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Told, and not tried again by itself: the disk that refused it is for a person to look at.
            Log.NotDone(logger, exception);
            await installation.KeyRequests.TellAsync(id, $"mislukt ({exception.GetType().Name}); zie de logregels van de dienst");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(72, LogLevel.Warning, "A key was replaced: {Key}.")]
        public static partial void Rotated(ILogger logger, string key);

        [LoggerMessage(73, LogLevel.Error, "A key could not be replaced; what was in use stays in use, and the rest is done at the next request or start.")]
        public static partial void NotDone(ILogger logger, Exception exception);
    }
}
