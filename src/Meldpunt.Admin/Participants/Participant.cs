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

    /// <summary>Number of the permit of the Autoriteit Persoonsgegevens (article 7.1); null while it has none.</summary>
    public string? PermitNumber { get; init; }

    /// <summary>When its security desk can be reached, in its own words.</summary>
    public string? DeskHours { get; init; }

    /// <summary>The lines that stand at the head of its letters: whom and where people write to.</summary>
    public string? Letterhead { get; init; }

    /// <summary>True when it asked to work with one pair of eyes; that has effect only while it has one officer.</summary>
    public bool OneOfficer { get; init; }
}
