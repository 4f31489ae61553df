namespace Meldpunt.Admin.Participants;

/// <summary>What makes a participant take part: its signed declaration and its permit (article 7.1).</summary>
/// <param name="DeclarationSignedOn">The day of signature; null when it is not there yet.</param>
/// <param name="Permit">Null when it is not there yet.</param>
public sealed record ParticipantPapers(DateOnly? DeclarationSignedOn, ParticipantPermit? Permit);
