using System.Collections.Concurrent;
using Meldpunt.Admin.QueryLog.Witnesses;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Witnesses;

namespace Meldpunt.Service.QueryLogs;

/// <summary>
/// Brings new checkpoints to the witnesses that have an address (C2SP tlog-witness), away from the queries. A witness that cannot be reached is tried again
/// later and stands in the list of witnesses with the reason; nothing else comes of it.
/// </summary>
internal sealed partial class WitnessPush(WitnessStore witnesses, CosignatureDesk desk, TimeProvider time, ILogger<WitnessPush> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ExchangeLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    // When a witness that failed may be asked again, as a timestamp of the clock.
    private readonly ConcurrentDictionary<OpaqueId, long> _failedAt = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var http = new BoundedHttp(time, ExchangeLimit);
        var submission = new WitnessSubmission(http, desk);
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await PushAllAsync(submission, stoppingToken);
        }
    }

    private async Task PushAllAsync(WitnessSubmission submission, CancellationToken cancellation)
    {
        try
        {
            var waiting = witnesses.Active().Where(witness => witness.Address is not null && desk.Size > (witness.LastSize ?? 0) && MayBeAsked(witness.Id));
            await Task.WhenAll(waiting.Select(witness => PushAsync(submission, witness, cancellation)));
        }
#pragma warning disable CA1031 // A store that is in trouble is told by readiness; this goes on when it is well again.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.CouldNotPush(logger, exception);
        }
    }

    private async Task PushAsync(WitnessSubmission submission, LogWitness witness, CancellationToken cancellation)
    {
        var trouble = await submission.SubmitAsync(witness, cancellation);
        if (trouble is null)
        {
            _failedAt.TryRemove(witness.Id, out _);
        }
        else
        {
            _failedAt[witness.Id] = time.GetTimestamp();
            if (witness.Trouble is null)
            {
                Log.WitnessFails(logger, witness.Id);
            }
        }

        try
        {
            await witnesses.SetTroubleAsync(witness, trouble);
        }
        catch (StoreUnavailableException)
        {
            // Told elsewhere; the next turn writes it.
        }
    }

    private bool MayBeAsked(OpaqueId id) => !_failedAt.TryGetValue(id, out var failedAt) || time.GetElapsedTime(failedAt) >= AfterFailure;

    private static partial class Log
    {
        [LoggerMessage(31, LogLevel.Warning, "Witness {Witness} could not be given the newest checkpoint; it is tried again every minute. The list of witnesses says why.")]
        public static partial void WitnessFails(ILogger logger, OpaqueId witness);

        [LoggerMessage(32, LogLevel.Warning, "Checkpoints could not be brought to the witnesses; it is tried again.")]
        public static partial void CouldNotPush(ILogger logger, Exception exception);
    }
}
