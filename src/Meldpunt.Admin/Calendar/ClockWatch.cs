namespace Meldpunt.Admin.Calendar;

/// <summary>
/// Watches the clock that rows get their time from. A small step back is nothing: the log holds its time until the clock has caught up. A jump of more than a minute
/// would give rows a false time, or let registrations end too early, so queries wait. Safe to use from many threads.
/// </summary>
/// <param name="time">The clock, and the timer beside it that nobody can set.</param>
/// <param name="newestRow">When the newest row was logged; null when that is not known.</param>
public sealed class ClockWatch(TimeProvider time, Func<DateTimeOffset?> newestRow)
{
    /// <summary>What a clock may be off.</summary>
    public static readonly TimeSpan MaxJump = TimeSpan.FromMinutes(1);

    /// <summary>How long a clock that jumped ahead must run evenly before it is believed: a machine that stood still has the right time now, and a gate waits.</summary>
    public static readonly TimeSpan Quarantine = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();

    // Guarded by _lock. The wall clock is expected to stand at _wall when the timer stands at _timer, and to go on evenly from there.
    private DateTimeOffset _wall = time.GetUtcNow();
    private long _timer = time.GetTimestamp();
    private long? _jumpedAt;

    /// <summary>Looks at the clock now.</summary>
    public ClockTrouble Look()
    {
        lock (_lock)
        {
            var timer = time.GetTimestamp();
            var wall = time.GetUtcNow();
            var ahead = wall - _wall - time.GetElapsedTime(_timer, timer);
            if (ahead > MaxJump)
            {
                _jumpedAt ??= timer;
            }
            else if (_jumpedAt is not null && ahead <= TimeSpan.Zero)
            {
                // Somebody set it right.
                _jumpedAt = null;
            }

            if (_jumpedAt is { } jumpedAt && time.GetElapsedTime(jumpedAt, timer) >= Quarantine)
            {
                _jumpedAt = null;
            }

            if (_jumpedAt is null)
            {
                // Slow drift, as time servers cause, adds up to nothing.
                _wall = wall;
                _timer = timer;
            }

            return _jumpedAt is not null ? ClockTrouble.JumpedAhead
                : newestRow() is { } newest && newest - wall > MaxJump ? ClockTrouble.BehindLog
                : ClockTrouble.None;
        }
    }
}
