namespace Meldpunt.Admin.Messages;

/// <summary>When a delivery that failed is tried again, and when it is given up. Pure.</summary>
public static class RetrySchedule
{
    /// <summary>How long after it could first be sent a delivery is given up.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    /// <summary>How long after that one is given up that the other side refuses for what it is, and at which try at the earliest: after an hour it was down, the first answer may be a mistake.</summary>
    public static readonly TimeSpan GiveUpRefusedAfter = TimeSpan.FromHours(1);
    public const int LeastRefusals = 3;

    /// <summary>Longer than any wait that we ever set: whatever is due later was set by a clock that was ahead.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(75);

    /// <summary>The longest that the other side may ask us to wait.</summary>
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    /// <summary>How much longer than the schedule says a wait may be, so that many that failed together do not come back together.</summary>
    public const double Jitter = 0.2;

    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30)];

    /// <summary>How long to wait.</summary>
    /// <param name="attempts">Tries so far, at least one.</param>
    /// <param name="retryAfter">What the other side asks for; null when it does not say.</param>
    /// <param name="chance">From 0 up to 1.</param>
    public static TimeSpan WaitAfter(int attempts, TimeSpan? retryAfter, double chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        var wait = Waits[Math.Min(attempts, Waits.Length) - 1];
        if (retryAfter is { } asked)
        {
            // Never before the other side wants it, but more than an hour is not believed; and never before our own time, or a receiver could have us come every second for three days.
            var believed = asked > MaxRetryAfter ? MaxRetryAfter : asked;
            wait = believed > wait ? believed : wait;
        }

        return wait * (1 + (Jitter * chance));
    }

    /// <summary>When a delivery may be tried by the clock as it is now.</summary>
    /// <param name="stored">What was written down, maybe by a clock that was ahead.</param>
    /// <param name="now">Now.</param>
    public static DateTimeOffset DueAt(DateTimeOffset stored, DateTimeOffset now) => stored - now > MaxWait ? now : stored;

    /// <summary>True when a delivery that the other side refuses for what it is is not tried again.</summary>
    /// <param name="attempts">Tries so far, with this one.</param>
    /// <param name="since">When it was made, or sent again by hand.</param>
    /// <param name="hours">When its channel may be used.</param>
    /// <param name="now">Now.</param>
    public static bool IsRefusedForGood(int attempts, DateTimeOffset since, ChannelHours hours, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(hours);
        return attempts >= LeastRefusals && now - hours.NextOpen(since) >= GiveUpRefusedAfter;
    }

    /// <summary>True when a delivery that failed now is not tried again.</summary>
    /// <param name="since">When it was made, or sent again by hand.</param>
    /// <param name="hours">When its channel may be used: days on which it was closed from the beginning do not count.</param>
    /// <param name="now">Now.</param>
    public static bool IsOver(DateTimeOffset since, ChannelHours hours, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(hours);
        return now - hours.NextOpen(since) >= GiveUpAfter;
    }
}
