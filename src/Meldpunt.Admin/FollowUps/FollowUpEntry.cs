using Meldpunt.Admin.Register;

namespace Meldpunt.Admin.FollowUps;

/// <summary>What a desk may see of an entry that matched at its gate (protocol article 5.2 h-j): nothing of the person.</summary>
public sealed class FollowUpEntry
{
    public EntryKind Kind { get; init; }

    public EntryState State { get; init; }

    public DateOnly FirstDay { get; init; }

    public DateOnly LastDay { get; init; }
}
