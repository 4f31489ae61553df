using Meldpunt.Admin.QueryLog.Signals;
using Meldpunt.Service.Background;

namespace Meldpunt.Service.Signals;

/// <summary>
/// Looks for signs of misuse, twice a second, behind the queries. Two turns that do not wait for each other: what is held of people in memory is forgotten in time, however slow the
/// store is.
/// </summary>
internal sealed partial class SignalWatching(RunWatch runs, RunInbox inbox, SignalWatch log, TimeProvider time, ILogger<SignalWatching> logger) : BackgroundService
{
    private static readonly TimeSpan DroppedWait = TimeSpan.FromMinutes(1);

    private DateTimeOffset _saidDropped;
    private bool _failing;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        runs.Clear();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(WatchRunsAsync(stoppingToken), WatchLogAsync(stoppingToken));

    private async Task WatchRunsAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(SignalThresholds.TurnWait, time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            await OwnThread.RunAsync(Turn);
        }
    }

    private void Turn()
    {
        try
        {
            runs.Turn();
        }
#pragma warning disable CA1031 // A watch that stopped would remember for ever what it must forget.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.CouldNotWatch(logger, exception);
        }

        var now = time.GetUtcNow();
        if (now - _saidDropped >= DroppedWait && inbox.TakeDropped() is > 0 and var dropped)
        {
            _saidDropped = now;
            Log.Dropped(logger, dropped);
        }
    }

    private async Task WatchLogAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(SignalThresholds.TurnWait, time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            try
            {
                await OwnThread.RunAsync(log.TurnAsync);
                _failing = false;
            }
#pragma warning disable CA1031 // The next turn goes on where this one stopped; readiness shows what ails the store.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                // Once, and not twice a second.
                if (!_failing)
                {
                    Log.CouldNotWatch(logger, exception);
                }

                _failing = true;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(65, LogLevel.Error, "The log could not be looked through for signals; it is tried again.")]
        public static partial void CouldNotWatch(ILogger logger, Exception exception);

        [LoggerMessage(66, LogLevel.Warning, "{Count} queries were not watched for runs of neighbours, because there were too many at once.")]
        public static partial void Dropped(ILogger logger, long count);
    }
}
