using System.Globalization;
using System.Text;
using Meldpunt.Admin.QueryLog.Tree;

namespace Meldpunt.Admin.QueryLog.Notes;

/// <summary>A proof that can be carried away: where one leaf stands and the hashes from it to the root of a checkpoint (C2SP tlog-proof).</summary>
/// <param name="Extra">What the leaf is made of, for us the row; null when the proof does not carry it.</param>
/// <param name="Index">The leaf's place, from 0.</param>
/// <param name="Hashes">From the leaf's sibling up.</param>
/// <param name="Checkpoint">The signed checkpoint.</param>
public sealed record TlogProof(byte[]? Extra, long Index, IReadOnlyList<MerkleHash> Hashes, SignedNote Checkpoint)
{
    /// <summary>Most hashes in a proof of a tree that can be counted in 63 bits.</summary>
    public const int MaxHashes = 63;

    private const string ExtraMark = "extra ";
    private const string IndexMark = "index ";

    // Two fixed lines, the extra one, the hashes, and the largest checkpoint.
    private const int MaxExtraBytes = 65_535;
    private const int MaxLength = SignedNote.MaxBytes + (2 * MaxExtraBytes);

    /// <summary>Reads a proof; false unless it is written exactly as <see cref="ToString"/> writes it. Nothing in it is verified.</summary>
    public static bool TryParse(string text, out TlogProof proof)
    {
        proof = null!;
        if (text.Length > MaxLength || SplitAtBlank(text) is not var (lines, note) || lines.Count < 2 || !string.Equals(lines[0], LogFormat.ProofHeader, StringComparison.Ordinal))
        {
            return false;
        }

        var at = 1;
        byte[]? extra = null;
        if (lines[at].StartsWith(ExtraMark, StringComparison.Ordinal) && !TryParseExtra(lines[at++][ExtraMark.Length..], out extra))
        {
            return false;
        }

        if (at == lines.Count
            || !lines[at].StartsWith(IndexMark, StringComparison.Ordinal)
            || !WholeNumber.TryParse(lines[at].AsSpan(IndexMark.Length), out var index)
            || !HashLines.TryParse(lines.Skip(at + 1), MaxHashes, out var hashes)
            || !SignedNote.TryParse(note, out var checkpoint)
            || !Notes.Checkpoint.TryParse(checkpoint.Text, out _))
        {
            return false;
        }

        proof = new TlogProof(extra, index, hashes, checkpoint);
        return true;
    }

    /// <summary>The proof as it is kept and sent.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(LogFormat.ProofHeader).Append('\n');
        if (Extra is not null)
        {
            text.Append(ExtraMark).Append(Convert.ToBase64String(Extra)).Append('\n');
        }

        text.Append(IndexMark).Append(Index.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (var hash in Hashes)
        {
            text.Append(hash.ToBase64()).Append('\n');
        }

        return text.Append('\n').Append(Checkpoint).ToString();
    }

    private static (IReadOnlyList<string> Lines, string Note)? SplitAtBlank(string text)
    {
        var blank = text.IndexOf("\n\n", StringComparison.Ordinal);
        return blank < 0 ? null : (text[..blank].Split('\n'), text[(blank + 2)..]);
    }

    private static bool TryParseExtra(string base64, out byte[]? extra)
    {
        var bytes = new byte[base64.Length];
        var read = Convert.TryFromBase64String(base64, bytes, out var written);
        extra = bytes[..written];
        return read && string.Equals(Convert.ToBase64String(extra), base64, StringComparison.Ordinal);
    }
}
