namespace Meldpunt.Service.Tests.Houses;

/// <summary>A clock that stands where it is put; its timers run on the real one.</summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;
    private long _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    // Also of itself, or nothing that waits for a while would ever be done.
    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Interlocked.Read(ref _passed);

    /// <summary>Time passes.</summary>
    public void Advance(TimeSpan span)
    {
        // The clock first: who looks in between sees one that is ahead for a moment and then right.
        Jump(span);
        Interlocked.Add(ref _passed, span.Ticks);
    }

    /// <summary>Somebody sets the clock; no time passes.</summary>
    public void Jump(TimeSpan span) => Interlocked.Add(ref _ticks, span.Ticks);
}
