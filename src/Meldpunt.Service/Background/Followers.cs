using Meldpunt.Admin.Access;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Storage;
using Meldpunt.Service.Access;

namespace Meldpunt.Service.Background;

/// <summary>
/// Takes in, several times a second, what others changed: entries into the index, participants, accounts and tokens into the directory, sessions that ended, and the clock.
/// After a refused write it tries one, so that readiness turns green by itself when the disk has room again.
/// </summary>
internal sealed partial class Followers(
    IndexProjection projection, AccessDirectory directory, SessionBook sessions, StoreWriter writer, QueryLogAppender log, ClockWatch clock, TimeProvider time, IHostApplicationLifetime lifetime, StopReason reason, ILogger<Followers> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private Task _probe = Task.CompletedTask;
    private Task _keeping = Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // Each by itself: trouble with the register must not keep a token alive that was revoked.
            Try(projection.Follow);
            Try(directory.Refresh);
            Try(sessions.Refresh);

            // Or a jump would be noticed by the first visitor of the morning, who would wait for it.
            _ = clock.Look();

            // Not awaited: a disk that hangs must not keep the rest from being followed.
            _probe = _probe.IsCompleted ? ProbeAsync() : _probe;
            _keeping = _keeping.IsCompleted ? KeepSessionsAsync() : _keeping;
            if (writer.Trouble == StoreTrouble.Broken)
            {
                // What is on the disk is not known any more, and only a new start reads it anew. Nothing is acknowledged meanwhile.
                Log.StoreIsBroken(logger);
                reason.ExitCode = StopReason.StoreBroken;
                lifetime.StopApplication();
                return;
            }
        }
    }

    private void Try(Action follow)
    {
        try
        {
            follow();
        }
#pragma warning disable CA1031 // Readiness shows it and the next turn tries again; a stopped follower would be silently wrong.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.CouldNotFollow(logger, exception);
        }
    }

    private async Task KeepSessionsAsync()
    {
        try
        {
            await sessions.KeepAsync();
        }
#pragma warning disable CA1031 // The next turn tries again; a limit that is not written down still holds.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.CouldNotFollow(logger, exception);
        }
    }

    private async Task ProbeAsync()
    {
        if (log.IsLate || writer.Trouble is not (StoreTrouble.None or StoreTrouble.Broken))
        {
            try
            {
                await writer.ProbeAsync();
                log.WasWritten();
                Log.StoreIsWellAgain(logger);
            }
            catch (StoreUnavailableException)
            {
                // Still not; readiness says so.
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Error, "The changes of the register or the directory could not be taken in; queries get no answer until they can.")]
        public static partial void CouldNotFollow(ILogger logger, Exception exception);

        [LoggerMessage(11, LogLevel.Warning, "The store takes writes again.")]
        public static partial void StoreIsWellAgain(ILogger logger);

        [LoggerMessage(12, LogLevel.Critical, "The disk reported an error while the query log was written; what is on it is not known, so the service stops.")]
        public static partial void StoreIsBroken(ILogger logger);
    }
}
