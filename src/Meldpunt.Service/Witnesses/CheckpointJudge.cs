using System.Text;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Tree;

namespace Meldpunt.Service.Witnesses;

/// <summary>Holds the checkpoint that a log shows now against the one that was kept. What it says is what two signatures and the hashes say, and no more.</summary>
internal static class CheckpointJudge
{
    /// <summary>
    /// Judges what the log answered. Throws <see cref="FetchException"/> when that is no checkpoint at all, or the hashes cannot be had: that says nothing
    /// about the log.
    /// </summary>
    /// <param name="answer">The bytes that came.</param>
    /// <param name="key">The key of the log that is watched.</param>
    /// <param name="kept">The last that was accepted; null when this is the first.</param>
    /// <param name="log">Where the hashes come from.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<WitnessFinding> JudgeAsync(byte[] answer, NoteVerifier key, KeptCheckpoint? kept, LogClient log, CancellationToken cancellation)
    {
        if (!SignedNote.TryParse(answer, out var note) || !Checkpoint.TryParse(note.Text, out var checkpoint))
        {
            throw new FetchException("Wat de andere kant stuurde, is geen zegel van een logboek.");
        }

        if (!note.IsSignedBy(key))
        {
            return new WitnessFinding(WitnessOutcome.OtherKey, note, checkpoint);
        }

        if (!string.Equals(checkpoint.Origin, key.Name, StringComparison.Ordinal))
        {
            return new WitnessFinding(WitnessOutcome.OtherOrigin, note, checkpoint);
        }

        if (kept is null || checkpoint.Size <= kept.Checkpoint.Size)
        {
            return new WitnessFinding(WithoutProof(kept?.Checkpoint, checkpoint), note, checkpoint);
        }

        return kept.Checkpoint.Size == 0
            ? new WitnessFinding(WitnessOutcome.Grown, note, checkpoint)
            : await JudgeGrowthAsync(kept.Checkpoint, note, checkpoint, log, cancellation);
    }

    private static WitnessOutcome WithoutProof(Checkpoint? kept, Checkpoint checkpoint) => kept switch
    {
        null => WitnessOutcome.First,
        _ when checkpoint.Size < kept.Size => WitnessOutcome.Shrunk,
        _ when checkpoint.Root != kept.Root => WitnessOutcome.Forked,
        _ => WitnessOutcome.Unchanged,
    };

    private static async Task<WitnessFinding> JudgeGrowthAsync(Checkpoint old, SignedNote note, Checkpoint checkpoint, LogClient log, CancellationToken cancellation)
    {
        var tiles = new FetchedTiles(log, checkpoint.Size);
        var proof = await tiles.ComputeAsync(tree => tree.ConsistencyProof(old.Size, checkpoint.Size), cancellation);
        if (ProofCheck.IsConsistent(old.Size, old.Root, checkpoint.Size, checkpoint.Root, proof))
        {
            return new WitnessFinding(WitnessOutcome.Grown, note, checkpoint);
        }

        // Either the log was rewritten, or the hashes are rubbish. When they lead to the root that the log signed now, they are the log's, and then the log
        // itself says that it had another root when it signed the old one.
        var rootThen = await tiles.ComputeAsync(tree => tree.RootAt(old.Size), cancellation);
        return ProofCheck.IsConsistent(old.Size, rootThen, checkpoint.Size, checkpoint.Root, proof)
            ? new WitnessFinding(WitnessOutcome.Forked, note, checkpoint, ForkProof(rootThen, proof))
            : new WitnessFinding(WitnessOutcome.Unproven, note, checkpoint);
    }

    private static string ForkProof(MerkleHash rootThen, IReadOnlyList<MerkleHash> proof)
    {
        var text = new StringBuilder().Append(rootThen).Append("\n\n");
        foreach (var hash in proof)
        {
            text.Append(hash).Append('\n');
        }

        return text.ToString();
    }
}
