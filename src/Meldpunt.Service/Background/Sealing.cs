using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.Storage;

namespace Meldpunt.Service.Background;

/// <summary>Seals what was logged, several times a second, away from the queries. Where it fails it tries again; where the log is not what it was it stops, and says so.</summary>
internal sealed partial class Sealing(LogSealer sealer, ClockWatch clock, TimeProvider time, ILogger<Sealing> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private bool _failing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await SealAllAsync(stoppingToken);
        }
        while (sealer.Finding == LogFinding.None && await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // The last rows before a stop get their seal now and not at the next start.
        await SealAllAsync(cancellationToken);
    }

    private async Task SealAllAsync(CancellationToken cancellation)
    {
        // A checkpoint says when it was made, for good; a clock that jumped may be wrong by years.
        if (clock.Look() == ClockTrouble.JumpedAhead)
        {
            return;
        }

        try
        {
            while (await OwnThread.RunAsync(sealer.SealAsync) && !cancellation.IsCancellationRequested)
            {
            }

            if (_failing)
            {
                _failing = false;
                Log.SealsAgain(logger);
            }
        }
        catch (LogBrokenException exception)
        {
            Log.Broken(logger, exception.Finding);
        }
#pragma warning disable CA1031 // Readiness shows it and the next turn tries again; a sealer that stopped would be silently wrong.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Once, and not five times a second; a refused store is told by others.
            if (!_failing && exception is not StoreUnavailableException)
            {
                Log.CouldNotSeal(logger, exception);
            }

            _failing = true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Error, "The query log could not be sealed; it is tried again.")]
        public static partial void CouldNotSeal(ILogger logger, Exception exception);

        [LoggerMessage(21, LogLevel.Warning, "The query log is sealed again.")]
        public static partial void SealsAgain(ILogger logger);

        [LoggerMessage(22, LogLevel.Critical, "The query log is not what was sealed: {Finding}. No query is answered until somebody has looked; see docs/operations.md.")]
        public static partial void Broken(ILogger logger, LogFinding finding);
    }
}
