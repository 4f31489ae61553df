using System.Globalization;
using Meldpunt.Admin.QueryLog.Tree;

namespace Meldpunt.Admin.QueryLog.Notes;

/// <summary>What a log says of itself in a signed note: its name, how many leaves it has and their root (C2SP tlog-checkpoint).</summary>
/// <param name="Origin">The log's name: not empty, one line.</param>
/// <param name="Size">Leaves in the tree.</param>
/// <param name="Root">The root over all of them.</param>
public sealed record Checkpoint(string Origin, long Size, MerkleHash Root)
{
    private const int Lines = 3;

    /// <summary>Reads the text of a note; false unless it is written exactly as <see cref="ToText"/> writes it. Lines beyond the third are not taken.</summary>
    public static bool TryParse(string text, out Checkpoint checkpoint)
    {
        checkpoint = null!;
        var lines = text.Split('\n', Lines + 2);
        if (lines.Length != Lines + 1
            || lines[0].Length == 0
            || lines[Lines].Length != 0
            || !WholeNumber.TryParse(lines[1], out var size)
            || !MerkleHash.TryParse(lines[2], out var root))
        {
            return false;
        }

        checkpoint = new Checkpoint(lines[0], size, root);
        return true;
    }

    /// <summary>The text that is signed, three lines.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root.ToBase64()}\n");
}
