namespace Meldpunt.Admin.FollowUps;

/// <summary>One channel over which a participant was told, and what came of it; never its address.</summary>
public sealed class ToldOver
{
    /// <summary>1: by mail. 2: by a webhook.</summary>
    public int Kind { get; init; }

    /// <summary>1: waits. 2: delivered. 3: given up. 4: not wanted any more.</summary>
    public int State { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}
