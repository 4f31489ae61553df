using Meldpunt.Admin.Storage;

namespace Meldpunt.Service.Background;

/// <summary>Tries again, every few seconds, what an act could not erase from the database's write-ahead log because somebody was reading.</summary>
internal sealed partial class TraceErasing(ErasedTraces traces, TimeProvider time, ILogger<TraceErasing> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host waits for everything before the first await.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            Turn();
            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    private void Turn()
    {
        try
        {
            _ = traces.TryErase();
        }
#pragma warning disable CA1031 // The next turn tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.CouldNotErase(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(72, LogLevel.Error, "The database's write-ahead log could not be emptied after something was erased; it is tried again.")]
        public static partial void CouldNotErase(ILogger logger, Exception exception);
    }
}
