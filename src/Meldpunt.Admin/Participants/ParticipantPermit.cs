namespace Meldpunt.Admin.Participants;

/// <summary>A permit to process: its number, its first and its last day.</summary>
public sealed record ParticipantPermit(string Number, DateOnly From, DateOnly Until)
{
    /// <summary>Stands for the number of a permit that was there before there were permits here: script 0008.</summary>
    public const string TakenOver = "overgenomen";
}
