namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>The real clock, and what a test let pass beside it; clock and timer go on together, so nobody takes it for a clock that jumped.</summary>
internal sealed class MovedTime : TimeProvider
{
    private long _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _passed));

    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Interlocked.Read(ref _passed);

    /// <summary>Time passes.</summary>
    public void Pass(TimeSpan span) => Interlocked.Add(ref _passed, span.Ticks);
}
