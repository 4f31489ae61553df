using Meldpunt.Admin.Installations;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.QueryLog.Verification;

namespace Meldpunt.Service.Background;

/// <summary>
/// Checks the log while the service runs, with the verifier that shares nothing with what writes it: what was sealed since the last time every minute, all of it
/// at the start and once a day. What it finds is loud, and when sealed rows are not what they were, nothing is answered any more.
/// </summary>
internal sealed partial class LogWatch(
    Installation installation, LogSealer sealer, LogErasing erasing, TimeProvider time, ILogger<LogWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WholeInterval = TimeSpan.FromDays(1);

    private readonly LogVerifier _verifier = new(time);
    private readonly SemaphoreSlim _one = new(1);
    private volatile LogCheck _newest = LogCheck.None;

    // Where the last check ended; null when the next begins at the first row. In memory only, where nobody else can change it.
    private VerifiedState? _state;
    private long _wholeBegan;

    /// <summary>What was last found.</summary>
    public LogCheck Newest => _newest;

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    /// <summary>Checks what there is to check now.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            // A thread of its own: it reads and hashes for as long as the log is.
            await Task.Factory.StartNew(() => Look(cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
#pragma warning disable CA1031 // The page shows it and the next turn tries again; a watch that stopped would be silently wrong.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            if (!_newest.Failed)
            {
                Log.CouldNotCheck(logger, exception);
            }

            _newest = _newest with { Failed = true };
        }
        finally
        {
            _one.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Rows that an earlier process was stopped at erasing are no finding.
        await erasing.FirstRound.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await LookAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Look(CancellationToken cancellation)
    {
        var isWhole = _state is null || time.GetElapsedTime(_wholeBegan) >= WholeInterval;
        var published = sealer.Published;
        var report = Verify(isWhole, published, cancellation);
        if (!report.IsInOrder)
        {
            // From the first row on, which says what row it is; and once more, because the service may stop for it.
            isWhole = true;
            report = Verify(isWhole, published, cancellation);
        }

        var now = time.GetUtcNow();
        _newest = new LogCheck
        {
            Through = report.IsInOrder ? report.SealedThrough : _newest.Through,
            At = report.IsInOrder ? now : _newest.At,
            WholeAt = isWhole && report.IsInOrder ? now : _newest.WholeAt,
            Findings = report.Findings,
        };
        _state = report.State;
        if (!report.IsInOrder)
        {
            Tell(report, published);
        }
    }

    private VerificationReport Verify(bool isWhole, PublishedCheckpoint published, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        _wholeBegan = isWhole ? began : _wholeBegan;
        var request = new VerificationRequest
        {
            VerifierKey = installation.LogIdentity.Vkey,
            KeptCheckpoint = published.Note,
            From = isWhole ? null : _state,
            Progress = (_, _) =>
            {
                // Half of the time, between two reads: it has all day, and the gates come first.
                cancellation.WaitHandle.WaitOne(time.GetElapsedTime(began));
                began = time.GetTimestamp();
            },
        };
        return _verifier.Verify(installation.Folder, request, cancellation);
    }

    // Whether answers stop: only when rows under a seal that was shown to others are proven to be gone or changed. The rest is for people to judge.
    private void Tell(VerificationReport report, PublishedCheckpoint published)
    {
        var broken = report.Findings.FirstOrDefault(finding => finding.Row > report.ErasedThrough && finding.Row <= Math.Max(report.SealedThrough, published.Size));
        if (broken is not null || report.SealedThrough < published.Size)
        {
            sealer.Distrust(broken is null ? LogFinding.Shorter : LogFinding.RowChanged);
        }

        Log.NotInOrder(logger, report.FindingCount, report.Findings[0].Row, sealer.Finding);
    }

    private static partial class Log
    {
        [LoggerMessage(
            23, LogLevel.Critical, "The query log is not in order: {Count} findings, the first at row {Row}; answers stop because of {Finding}. See the page of the log and docs/operations.md.")]
        public static partial void NotInOrder(ILogger logger, long count, long? row, LogFinding finding);

        [LoggerMessage(24, LogLevel.Error, "The query log could not be checked; it is tried again every minute.")]
        public static partial void CouldNotCheck(ILogger logger, Exception exception);
    }
}
