using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.QueryLog;

namespace Meldpunt.Service.Background;

/// <summary>
/// Opens a case for every match, and says of cases that they wait. Behind the answers: whoever asks at a gate never waits for it. Ten times a second it looks, in memory, whether there is anything
/// new, and once a second in the store, because the command line writes there too.
/// </summary>
internal sealed partial class FollowingUp(MatchFollower follower, FollowingState state, FollowUpClock clock, QueryLogAppender log, ClockWatch watch, TimeProvider time, ILogger<FollowingUp> logger) : BackgroundService
{
    private static readonly TimeSpan TurnWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LookWait = TimeSpan.FromSeconds(1);

    // Four cases take the writer about a millisecond; the rest of the time it is the gates'.
    private static readonly TimeSpan GatesTurn = TimeSpan.FromMilliseconds(10);

    // A crowd at the gates is over in less; a desk hears of a match within a second all the same.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    // What failed in the last turn: it is said once, and not ten times a second.
    private readonly HashSet<string> _failing = new(StringComparer.Ordinal);
    private long _turnBegan;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TurnWait, time);
        var lookedAt = time.GetTimestamp() - time.TimestampFrequency;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // Not by the hands of the clock: when they are set back, cases go on.
            var isTime = time.GetElapsedTime(lookedAt) >= LookWait;
            if (isTime || log.LastSeq > follower.Seen)
            {
                lookedAt = isTime ? time.GetTimestamp() : lookedAt;
                await OwnThread.RunAsync(() => TurnAsync(withClock: isTime));
            }
        }
    }

    // Each by itself: what keeps the log from being followed must not keep a case that waits from being said.
    private async Task TurnAsync(bool withClock)
    {
        state.Turn(await TryAsync(nameof(follower), FollowAsync));

        // By a clock that cannot be believed nobody is told that they are late.
        if (withClock && watch.Look() == ClockTrouble.None)
        {
            _ = await TryAsync(nameof(clock), () => clock.TurnAsync(LetGatesGoAsync));
        }
    }

    private async Task FollowAsync()
    {
        _turnBegan = time.GetTimestamp();
        await LetGatesGoAsync();
        while (await follower.TurnAsync(LetGatesGoAsync))
        {
        }
    }

    private async Task<bool> TryAsync(string what, Func<Task> work)
    {
        try
        {
            await work();
            _failing.Remove(what);
            return true;
        }
#pragma warning disable CA1031 // The next turn goes on where this one stopped; readiness shows what ails the store, and that nothing is followed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (_failing.Add(what))
            {
                Log.CouldNotFollow(logger, exception);
            }

            return false;
        }
    }

    // Questions and cases share the one writer: while a crowd asks, cases wait for it to pass, and then come a few at a time.
    private async Task LetGatesGoAsync()
    {
        long seen;
        do
        {
            seen = log.LastSeq;
            await Task.Delay(GatesTurn, time);
        }
        while (log.LastSeq != seen && time.GetElapsedTime(_turnBegan) < Patience);
    }

    private static partial class Log
    {
        [LoggerMessage(130, LogLevel.Error, "Matches could not be followed up; it is tried again.")]
        public static partial void CouldNotFollow(ILogger logger, Exception exception);
    }
}
