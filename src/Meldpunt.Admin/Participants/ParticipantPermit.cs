namespace Meldpunt.Admin.Participants;

/// <summary>A permit to process: its number, its first and its last day.</summary>
public sealed record ParticipantPermit(string Number, DateOnly From, DateOnly Until);
