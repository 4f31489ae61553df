using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.QueryLog.Tree;

namespace Meldpunt.Admin.QueryLog.Witnesses;

/// <summary>Takes in what witnesses signed, and gives it out with the checkpoints and proofs it belongs to. Safe to use from many threads.</summary>
public sealed class CosignatureDesk(LogSealer sealer, WitnessStore witnesses)
{
    /// <summary>Rows under the newest checkpoint.</summary>
    public long Size => sealer.Published.Size;

    /// <summary>
    /// Checks and keeps a checkpoint that witnesses signed: it must be this log's, the tree must really have that root at that size, and
    /// the witness must be one that is registered. Completes when it is durable.
    /// </summary>
    public async Task<CosignatureOutcome> AcceptAsync(SignedNote note)
    {
        if (!Checkpoint.TryParse(note.Text, out var checkpoint))
        {
            return CosignatureOutcome.Unreadable;
        }

        if (!note.IsSignedBy(sealer.Key) || !string.Equals(checkpoint.Origin, sealer.Key.Name, StringComparison.Ordinal))
        {
            return CosignatureOutcome.NotOfThisLog;
        }

        var known = witnesses.Active();
        if (!note.TryVerify(known.Select(witness => witness.ReadKey()), out var verified))
        {
            return CosignatureOutcome.UnknownWitness;
        }

        if (!TreeHas(checkpoint))
        {
            return CosignatureOutcome.OtherTree;
        }

        foreach (var witness in known)
        {
            await KeepAsync(note, checkpoint.Size, witness, verified).ConfigureAwait(false);
        }

        return CosignatureOutcome.Accepted;
    }

    /// <summary>The newest checkpoint that may be shown, with the newest signatures that witnesses put on exactly that one.</summary>
    public SignedNote Newest()
    {
        var note = Parse(sealer.Published.Note);
        return note.With(witnesses.Active().SelectMany(witness => SignatureOver(note, witness)));
    }

    /// <summary>
    /// A proof that a row is in the log; null when it has no seal yet. It stands on the newest checkpoint that witnesses signed when the row is under that, and
    /// on the newest of all when not.
    /// </summary>
    /// <param name="row">The bytes of a row of this log.</param>
    public TlogProof? Prove(byte[] row)
    {
        var seq = QueryRow.SeqOf(row);
        if (sealer.Published.Size < seq)
        {
            return null;
        }

        var known = witnesses.Active();
        var signed = known
            .Where(witness => witness.LastSize >= seq && witness.LastSize <= sealer.Published.Size)
            .OrderByDescending(witness => witness.LastSize)
            .FirstOrDefault();
        var note = signed is null ? Parse(sealer.Published.Note) : Parse(signed.LastNote!).OnlyBy(sealer.Key);
        _ = Checkpoint.TryParse(note.Text, out var checkpoint);
        var hashes = Read(tree => tree.InclusionProof(seq - 1, checkpoint.Size));

        // Whoever carries a proof away cannot come back for a better one.
        return ProofCheck.Includes(checkpoint.Size, checkpoint.Root, seq - 1, MerkleHash.Leaf(row), hashes)
            ? new TlogProof(row, seq - 1, hashes, note.With(known.SelectMany(witness => SignatureOver(note, witness))))
            : throw Distrusted(LogFinding.RowChanged);
    }

    /// <summary>The newest checkpoint, without cosignatures, and the proof that a tree of an earlier size is in it; null when there is no such size.</summary>
    public (SignedNote Note, IReadOnlyList<MerkleHash> Proof)? NewestSince(long size)
    {
        var newest = sealer.Published;
        return size <= newest.Size ? (Parse(newest.Note), Read(tree => tree.ConsistencyProof(size, newest.Size))) : null;
    }

    // Of a witness that signed twice the newest counts. What others wrote under the note stays behind, and what is known already costs no write: anybody can
    // send again what everybody can read.
    private Task KeepAsync(SignedNote note, long size, LogWitness witness, IReadOnlyList<NoteSignature> verified)
    {
        var key = witness.ReadKey();
        if (verified.Where(signature => signature.IsBy(key)).MaxBy(SignedAt) is not { } newest
            || witness.LastSize > size
            || (witness.LastSize == size && witness.LastSignedAt >= SignedAt(newest)))
        {
            return Task.CompletedTask;
        }

        var kept = new SignedNote(note.Text, [note.Signatures.First(signature => signature.IsBy(sealer.Key)), newest]);
        return witnesses.KeepAsync(witness, size, kept.ToString(), SignedAt(newest));
    }

    private static DateTimeOffset SignedAt(NoteSignature signature) => Cosignature.TryReadTime(signature, out var time) ? time : default;

    private static IEnumerable<NoteSignature> SignatureOver(SignedNote note, LogWitness witness) =>
        witness.LastNote is { } last && SignedNote.TryParse(last, out var signed) && string.Equals(signed.Text, note.Text, StringComparison.Ordinal)
            ? signed.OnlyBy(witness.ReadKey()).Signatures
            : [];

    private static SignedNote Parse(string note) =>
        SignedNote.TryParse(note, out var parsed) ? parsed : throw new InvalidOperationException("A note that was made here cannot be read.");

    private bool TreeHas(Checkpoint checkpoint) =>
        checkpoint.Size <= sealer.Published.Size && Read(tree => tree.RootAt(checkpoint.Size)) == checkpoint.Root;

    // A tile that is missing here is no fault of whoever asked.
    private T Read<T>(Func<TreeReader, T> read)
    {
        try
        {
            return read(new TreeReader(sealer.Tiles));
        }
        catch (InvalidDataException)
        {
            throw Distrusted(LogFinding.TreeDamaged);
        }
    }

    // Found by somebody who asked for a proof, and true for all.
    private LogBrokenException Distrusted(LogFinding finding)
    {
        sealer.Distrust(finding);
        return new LogBrokenException(finding);
    }
}
