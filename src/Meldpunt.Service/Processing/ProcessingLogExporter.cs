using Meldpunt.Admin.Processing;

namespace Meldpunt.Service.Processing;

/// <summary>
/// Writes the second log (Logboek Dataverwerkingen, ADR 0014): follows the durable rows of the query log and sends a record of each to the collector. The
/// collector's word moves a durable cursor, so a record is sent at least once, over a crash and over a collector that is away, and none is sampled. It runs
/// behind the queries: nothing waits for it, and readiness does not look at it.
/// </summary>
internal sealed partial class ProcessingLogExporter(
    ProcessingLogOptions options, ProcessingLogStore store, TimeProvider time, ILogger<ProcessingLogExporter> logger) : BackgroundService
{
    // After a refusal in part, records go one by one, to come as far as the one that is refused; after that in ever larger batches.
    private const int BatchGrowth = 8;

    private readonly OtlpCollector _collector = new(options);
    private long _done = -1;
    private int _batch = ProcessingLogOptions.MaxBatch;
    private int _failures;
    private long _lag;

    /// <summary>Durable rows of which the collector has not confirmed the record, as of the last turn.</summary>
    public long Lag => Interlocked.Read(ref _lag);

    public override void Dispose()
    {
        _collector.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host waits for everything before the first await; starting must not wait for the store.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = await TurnAsync(stoppingToken);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, stoppingToken);
            }
        }
    }

    /// <summary>Sends what there is to send, one batch of it; the result is how long to wait for the next turn.</summary>
    private async Task<TimeSpan> TurnAsync(CancellationToken cancellation)
    {
        try
        {
            await BeginAsync();
            var records = store.ReadAfter(_done, _batch);
            SayWhatWasErased(records);
            if (records.Count == 0)
            {
                Interlocked.Exchange(ref _lag, 0);
                return options.IdleWait;
            }

            var questions = records.Where(record => record.IsProcessing).ToList();
            var outcome = questions.Count == 0 ? ExportOutcome.Confirmed : await _collector.SendAsync(questions, cancellation);
            return outcome == ExportOutcome.Confirmed ? await ConfirmAsync(records) : Fail(outcome);
        }
#pragma warning disable CA1031 // Whatever it is must not end the second log; the lag shows that it stands still.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.CouldNotTurn(logger, exception);
            return NextWait();
        }
    }

    private async Task BeginAsync()
    {
        if (_done < 0)
        {
            _done = await store.BeginAsync();
            Log.Begins(logger, _done + 1);
        }
    }

    // Numbers have no holes: rows that are not there were erased when their time was over.
    private void SayWhatWasErased(IReadOnlyList<ProcessingRecord> records)
    {
        if (records.Count > 0 && records[0].Seq > _done + 1)
        {
            Log.Erased(logger, records[0].Seq - _done - 1);
            _done = records[0].Seq - 1;
        }
    }

    private async Task<TimeSpan> ConfirmAsync(IReadOnlyList<ProcessingRecord> records)
    {
        await store.ConfirmAsync(records[^1].Seq);
        _done = records[^1].Seq;
        var wasFull = records.Count == _batch;
        _batch = Math.Min(_batch * BatchGrowth, ProcessingLogOptions.MaxBatch);
        var lag = Measure();
        if (_failures > 0)
        {
            _failures = 0;
            Log.ConfirmsAgain(logger, lag);
        }

        return wasFull ? TimeSpan.Zero : options.IdleWait;
    }

    private TimeSpan Fail(ExportOutcome outcome)
    {
        var wait = NextWait();
        if (outcome == ExportOutcome.PartlyRefused && _batch > 1)
        {
            _batch = 1;
            wait = options.FirstRetryWait;
        }

        Log.NotConfirmed(logger, outcome, Measure(), wait.TotalSeconds);
        return wait;
    }

    private TimeSpan NextWait()
    {
        var wait = options.FirstRetryWait * Math.Pow(2, _failures);
        if (wait >= options.MaxRetryWait)
        {
            return options.MaxRetryWait;
        }

        _failures++;
        return wait;
    }

    private long Measure()
    {
        var lag = store.CountAfter(_done);
        Interlocked.Exchange(ref _lag, lag);
        return lag;
    }

    private static partial class Log
    {
        [LoggerMessage(60, LogLevel.Information, "The processing log goes on from row {Seq}.")]
        public static partial void Begins(ILogger logger, long seq);

        [LoggerMessage(61, LogLevel.Warning, "The collector of the processing log did not confirm: {Outcome}. {Lag} rows wait; next try in {Seconds} s.")]
        public static partial void NotConfirmed(ILogger logger, ExportOutcome outcome, long lag, double seconds);

        [LoggerMessage(62, LogLevel.Information, "The collector of the processing log confirms again; {Lag} rows wait.")]
        public static partial void ConfirmsAgain(ILogger logger, long lag);

        [LoggerMessage(63, LogLevel.Warning, "{Count} rows were erased before the collector of the processing log had confirmed them.")]
        public static partial void Erased(ILogger logger, long count);

        [LoggerMessage(64, LogLevel.Error, "The processing log could not be written; it is tried again.")]
        public static partial void CouldNotTurn(ILogger logger, Exception exception);
    }
}
