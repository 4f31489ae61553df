using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Register;

/// <summary>What a desk may see of an entry after a look that found it (article 5.2 h-k): nothing of the person beyond what the asker typed.</summary>
public sealed class KnownEntry
{
    public required OpaqueId Id { get; init; }

    public required EntryKind Kind { get; init; }

    public required DateOnly FirstDay { get; init; }

    public required DateOnly LastDay { get; init; }

    public required string ParticipantName { get; init; }

    public required string DeskPhone { get; init; }

    /// <summary>True for an entry of the asker's own participant.</summary>
    public required bool IsOwn { get; init; }

    public required IReadOnlyList<KnownTrespass> Trespasses { get; init; }

    /// <summary>Only of one's own; another's is active, or it is not shown.</summary>
    public EntryState? State { get; init; }
}
