using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Participants;

/// <summary>A garage operator that takes part in the collective ban (protocol article 7).</summary>
public sealed class Participant
{
    public OpaqueId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Telephone number of its security desk, which its gate staff call on a match (article 5.3).</summary>
    public required string DeskPhone { get; init; }

    public DateOnly JoinedOn { get; init; }

    /// <summary>The day it left; null while it takes part.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>True when it asked to work with one pair of eyes; that has effect only while it has one officer.</summary>
    public bool OneOfficer { get; init; }
}
