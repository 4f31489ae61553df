using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Register;

/// <summary>An incident of an entry: the one that it was made for, or one that was added. Never printed.</summary>
public sealed class EntryIncident
{
    public required OpaqueId Id { get; init; }

    public required IncidentKind Kind { get; init; }

    public required DateOnly HappenedOn { get; init; }

    /// <summary>The participant that recorded it; of a trespass it may be another than the entry's.</summary>
    public required OpaqueId ParticipantId { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required bool CrimeReported { get; init; }

    /// <summary>The company that found it; null when it was erased.</summary>
    public required string? FoundBy { get; init; }

    /// <summary>The file that holds the evidence; null when it was erased.</summary>
    public required string? FileReference { get; init; }

    public override string ToString() => nameof(EntryIncident);
}
