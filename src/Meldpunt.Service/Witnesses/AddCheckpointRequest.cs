using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Tree;

namespace Meldpunt.Service.Witnesses;

/// <summary>What a log brings to a witness (C2SP tlog-witness, add-checkpoint): the size it believes the witness has, a proof from there, and its newest checkpoint.</summary>
internal sealed record AddCheckpointRequest(long OldSize, IReadOnlyList<MerkleHash> Proof, SignedNote Note, Checkpoint Checkpoint)
{
    private const string OldMark = "old ";

    /// <summary>Reads a body; false when it has another form.</summary>
    public static bool TryParse(string body, out AddCheckpointRequest request)
    {
        request = null!;
        var blank = body.IndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0)
        {
            return false;
        }

        var lines = body[..blank].Split('\n');
        if (!lines[0].StartsWith(OldMark, StringComparison.Ordinal)
            || !WholeNumber.TryParse(lines[0].AsSpan(OldMark.Length), out var oldSize)
            || !HashLines.TryParse(lines.Skip(1), TlogProof.MaxHashes, out var proof)
            || !SignedNote.TryParse(body[(blank + 2)..], out var note)
            || !Checkpoint.TryParse(note.Text, out var checkpoint))
        {
            return false;
        }

        request = new AddCheckpointRequest(oldSize, proof, note, checkpoint);
        return true;
    }
}
