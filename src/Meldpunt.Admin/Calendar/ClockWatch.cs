using System.Runtime.InteropServices;

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

    // Guarded by _lock. What the clock said when it was last believed; and, while it is not, when it jumped. Between two looks it is expected to run as the timer does.
    private Reading _believed = Reading.Of(time);
    private Reading? _jumped;

    /// <summary>Looks at the clock now.</summary>
    public ClockTrouble Look()
    {
        lock (_lock)
        {
            var now = Reading.Of(time);
            var trouble = HasJumped_NeedsLock(now) ? ClockTrouble.JumpedAhead
                : newestRow() is { } newest && newest - now.Wall > MaxJump ? ClockTrouble.BehindLog
                : ClockTrouble.None;
            if (trouble == ClockTrouble.None)
            {
                // Slow drift, as time servers cause, adds up to nothing.
                _believed = now;
            }

            return trouble;
        }
    }

    private bool HasJumped_NeedsLock(Reading now)
    {
        if (now.AheadOf(_believed, time) <= MaxJump)
        {
            // It never jumped, or somebody set it right.
            _jumped = null;
        }
        else if (_jumped is not { } jumped || now.AheadOf(jumped, time).Duration() > MaxJump)
        {
            _jumped = now;
        }
        else if (time.GetElapsedTime(jumped.Timer, now.Timer) >= Quarantine)
        {
            _jumped = null;
        }

        return _jumped is not null;
    }

    /// <summary>The clock and the timer at one moment.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Reading(DateTimeOffset Wall, long Timer)
    {
        public static Reading Of(TimeProvider time)
        {
            // The timer first: who is held up between the two sees a clock that is ahead, and at the next look one that is right.
            var timer = time.GetTimestamp();
            return new(time.GetUtcNow(), timer);
        }

        /// <summary>How much further the clock went since an earlier reading than the timer did.</summary>
        public TimeSpan AheadOf(Reading earlier, TimeProvider time) => Wall - earlier.Wall - time.GetElapsedTime(earlier.Timer, Timer);
    }
}
