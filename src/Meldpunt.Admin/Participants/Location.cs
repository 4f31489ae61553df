using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Participants;

/// <summary>A place of a participant where visitors are checked.</summary>
public sealed class Location
{
    public OpaqueId Id { get; init; }

    public OpaqueId ParticipantId { get; init; }

    public required string Name { get; init; }
}
