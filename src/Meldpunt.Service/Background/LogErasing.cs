using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.QueryLog.Retention;

namespace Meldpunt.Service.Background;

/// <summary>Erases rows of the log whose time is over, at the start and every hour, behind the queries. Never silently: a line with numbers, and the page of the log.</summary>
internal sealed partial class LogErasing(LogRetention retention, ClockWatch clock, TimeProvider time, ILogger<LogErasing> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    // What was erased and may still stand in the database's write-ahead log is tried sooner.
    private static readonly TimeSpan SoonInterval = TimeSpan.FromMinutes(1);

    // Between two batches, of some milliseconds each: the writer is there for the gates.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _one = new(1);
    private readonly TaskCompletionSource _firstRound = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ErasingState _newest = ErasingState.None;

    /// <summary>Completes when the first round is over, however it ended: what an earlier process was stopped at is then finished, where that was possible.</summary>
    public Task FirstRound => _firstRound.Task;

    /// <summary>How it stands.</summary>
    public ErasingState Newest => _newest;

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    /// <summary>One round.</summary>
    public async Task EraseAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            // What is erased is gone, and by the clock it is decided.
            if (clock.Look() == ClockTrouble.None)
            {
                Tell(await retention.RunAsync(() => Task.Delay(Pause, time, cancellation)));
            }
        }
#pragma warning disable CA1031 // The page shows it and the next turn goes on where this one was broken off.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.CouldNotErase(logger, exception);
            _newest = _newest with { Failed = true };
        }
        finally
        {
            _one.Release();
            _firstRound.TrySetResult();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host waits for everything before the first await; starting must not wait for the log.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            await EraseAsync(stoppingToken);
            await Task.Delay(_newest.TracesRemain ? SoonInterval : Interval, time, stoppingToken);
        }
    }

    private void Tell(RetentionReport report)
    {
        if (report.DidSomething)
        {
            Log.Erased(logger, report.Rows, report.Decided?.LastSeq, report.Keys.Count);
        }

        if (report.Announced is { } announced && announced.LastSeq != _newest.Announced?.LastSeq)
        {
            Log.Announced(logger, announced.LastSeq);
        }

        if (report.TracesRemain)
        {
            Log.TracesRemain(logger);
        }

        _newest = new ErasingState(report.Announced, Failed: false, report.TracesRemain);
    }

    private static partial class Log
    {
        [LoggerMessage(25, LogLevel.Information, "Rows of the query log were erased because their time was over: {Rows} rows, up to row {LastSeq}; keys of {Keys} months destroyed.")]
        public static partial void Erased(ILogger logger, long rows, long? lastSeq, int keys);

        [LoggerMessage(26, LogLevel.Warning, "More than a month of the query log is over, up to row {LastSeq}. It is erased after a day, unless the clock or the period is set right.")]
        public static partial void Announced(ILogger logger, long lastSeq);

        [LoggerMessage(27, LogLevel.Warning, "Bytes of erased rows may still stand in the database's write-ahead log; it is tried again in a minute.")]
        public static partial void TracesRemain(ILogger logger);

        [LoggerMessage(28, LogLevel.Error, "Rows of the query log whose time is over could not be erased; it is tried again.")]
        public static partial void CouldNotErase(ILogger logger, Exception exception);
    }
}
