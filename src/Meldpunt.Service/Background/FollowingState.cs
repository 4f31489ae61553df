namespace Meldpunt.Service.Background;

/// <summary>Whether matches are followed up. Safe to use from many threads.</summary>
internal sealed class FollowingState(TimeProvider time)
{
    private static readonly TimeSpan MaxSilence = TimeSpan.FromMinutes(1);

    private long _wellAt = time.GetTimestamp();

    /// <summary>False when no turn has succeeded for a minute: matches are answered, and nobody is told of them.</summary>
    public bool IsWell => time.GetElapsedTime(Interlocked.Read(ref _wellAt)) < MaxSilence;

    /// <summary>A turn ended.</summary>
    public void Turn(bool succeeded)
    {
        if (succeeded)
        {
            Interlocked.Exchange(ref _wellAt, time.GetTimestamp());
        }
    }
}
