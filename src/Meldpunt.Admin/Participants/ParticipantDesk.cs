namespace Meldpunt.Admin.Participants;

/// <summary>How a participant's security desk is reached and writes; null for what stays as it is, an empty text for what is not there any more.</summary>
public sealed record ParticipantDesk
{
    public string? Phone { get; init; }

    public string? Hours { get; init; }

    /// <summary>Lines.</summary>
    public string? Letterhead { get; init; }
}
