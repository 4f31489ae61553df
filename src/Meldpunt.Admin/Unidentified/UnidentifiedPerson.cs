using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Unidentified;

/// <summary>Somebody who could not be identified (article 5.3). Never in the index, never matched. Never printed.</summary>
public sealed class UnidentifiedPerson
{
    public OpaqueId Id { get; init; }

    public OpaqueId ParticipantId { get; init; }

    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>1 at first, one more with every change.</summary>
    public int Version { get; init; }

    public DateOnly IncidentDate { get; init; }

    /// <summary>Time on the Dutch clock: <c>20:15</c>.</summary>
    public required string TimeOfDay { get; init; }

    /// <summary>The last day on which it is shown; when it is over, it is gone.</summary>
    public DateOnly LastDay { get; init; }

    public required string Description { get; init; }

    public required string Place { get; init; }

    public required string FileReference { get; init; }

    public required string Weighing { get; init; }

    public IReadOnlyList<UnidentifiedImage> Images { get; init; } = [];

    public override string ToString() => nameof(UnidentifiedPerson);
}
