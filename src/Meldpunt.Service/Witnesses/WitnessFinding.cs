using Meldpunt.Admin.QueryLog.Notes;

namespace Meldpunt.Service.Witnesses;

/// <summary>What a checkpoint is beside the one that was kept.</summary>
/// <param name="Outcome">What was found.</param>
/// <param name="Note">The checkpoint that came; null when it could not be believed to be one.</param>
/// <param name="Checkpoint">What it says.</param>
/// <param name="ForkProof">For a fork between two sizes: the root that the new tree has at the old size, and the hashes that prove it, one a line.</param>
internal sealed record WitnessFinding(WitnessOutcome Outcome, SignedNote? Note, Checkpoint? Checkpoint, string? ForkProof = null)
{
    /// <summary>True when the checkpoint may be signed and kept.</summary>
    public bool IsGood => Outcome is WitnessOutcome.First or WitnessOutcome.Unchanged or WitnessOutcome.Grown;
}
