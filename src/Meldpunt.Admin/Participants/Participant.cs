using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Participants;

/// <summary>A garage operator that takes part in the collective ban (protocol article 7), or did, or is about to.</summary>
public sealed class Participant
{
    public OpaqueId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Telephone number of its security desk, which its gate staff call on a match (article 5.3).</summary>
    public required string DeskPhone { get; init; }

    public DateOnly JoinedOn { get; init; }

    /// <summary>The day it left; null while it has not.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>The day on which it signed the declaration (article 7.1); null as long as it has not.</summary>
    public DateOnly? DeclarationSignedOn { get; init; }

    /// <summary>Number of its permit; null without one.</summary>
    public string? PermitNumber { get; init; }

    /// <summary>True when the number is one that an authority gave: not of what was there before there were permits here.</summary>
    public bool HasPermitNumber => PermitNumber is not null && !string.Equals(PermitNumber, ParticipantPermit.TakenOver, StringComparison.Ordinal);

    public DateOnly? PermitFrom { get; init; }

    /// <summary>Last day of the permit.</summary>
    public DateOnly? PermitUntil { get; init; }

    /// <summary>When its security desk can be reached, in words.</summary>
    public string? DeskHours { get; init; }

    /// <summary>What stands at the head of its letters, in lines.</summary>
    public string? Letterhead { get; init; }

    /// <summary>It has chosen to work with one pair of eyes; without effect as soon as it has two officers.</summary>
    public bool OneOfficer { get; init; }

    /// <summary>True when its gate staff come in with a password only on one of its terminals, or with a second factor.</summary>
    public bool GateNeedsTerminal { get; init; }

    /// <summary>What its gates do while there is no answer, in its own words, in lines; null when it said nothing.</summary>
    public string? EmergencyText { get; init; }

    /// <summary><see cref="Leaving.Left"/> or <see cref="Leaving.Excluded"/>; null while it has not left.</summary>
    public string? LeftBecause { get; init; }

    /// <summary>The day on which its data go; null when there is nothing to erase any more, or nothing to erase yet.</summary>
    public DateOnly? EraseOn { get; init; }

    /// <summary>True when its people have access on this day and its entries match: it signed, its permit covers the day, and it has not left.</summary>
    public bool TakesPartOn(DateOnly day) => LeftOn is null && DeclarationSignedOn <= day && PermitFrom <= day && PermitUntil >= day;
}
