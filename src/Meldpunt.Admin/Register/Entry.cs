using Meldpunt.Index;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Register;

/// <summary>What the register holds of one person: a warning or a ban (protocol article 5.2 a-k), decrypted. Never printed.</summary>
public sealed class Entry
{
    public required OpaqueId Id { get; init; }

    public required EntryKind Kind { get; init; }

    public required OpaqueId ParticipantId { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public required PersonDetails Person { get; init; }

    public required DateOnly FirstDay { get; init; }

    /// <summary>The last day on which the entry matches. When it is over, the entry must be gone (article 5.5).</summary>
    public required DateOnly LastDay { get; init; }

    public required DateOnly LastIncidentOn { get; init; }

    public required string FileReference { get; init; }

    public required string Weighing { get; init; }

    public required bool Crime { get; init; }

    public required bool CrimeReported { get; init; }

    public required NoticeKind Notice { get; init; }

    public DateOnly? NoticeOn { get; init; }

    public string? NoticeReason { get; init; }

    /// <summary>
    /// False when too little is known of the person: who gives these very details at a gate is no match by the rule in this strength. The desk must hear it.
    /// </summary>
    public bool CanBeFound(MatchStrength strength) => PersonIndex.CanFind(Person, strength);

    public override string ToString() => nameof(Entry);
}
