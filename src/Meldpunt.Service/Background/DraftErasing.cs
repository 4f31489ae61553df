using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Register.Drafts;

namespace Meldpunt.Service.Background;

/// <summary>Erases drafts whose time is over, at the start and every hour. Whoever looks for a draft does not find it sooner than that, either.</summary>
internal sealed partial class DraftErasing(DraftStore drafts, ClockWatch clock, TimeProvider time, ILogger<DraftErasing> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>One round.</summary>
    public async Task EraseAsync()
    {
        try
        {
            // What is erased is gone, and by the clock it is decided.
            if (clock.Look() == ClockTrouble.None && await drafts.EraseOldAsync() is var erased && erased > 0)
            {
                Log.Erased(logger, erased);
            }
        }
#pragma warning disable CA1031 // The next turn tries again.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.CouldNotErase(logger, exception);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host waits for everything before the first await.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            await EraseAsync();
            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(45, LogLevel.Information, "Drafts of registrations were erased because nobody touched them for two weeks: {Count}.")]
        public static partial void Erased(ILogger logger, int count);

        [LoggerMessage(46, LogLevel.Error, "Drafts whose time is over could not be erased; it is tried again.")]
        public static partial void CouldNotErase(ILogger logger, Exception exception);
    }
}
