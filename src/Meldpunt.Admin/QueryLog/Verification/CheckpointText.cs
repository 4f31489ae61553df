using System.Globalization;

namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>What a checkpoint says (section 3): over how many rows, and the root of the tree over them.</summary>
/// <param name="Size">Rows.</param>
/// <param name="Root">32 bytes.</param>
internal sealed record CheckpointText(long Size, ReadOnlyMemory<byte> Root)
{
    /// <summary>Reads the signed text of a checkpoint of this log; null when it is anything else. There is exactly one way to write each.</summary>
    public static CheckpointText? Parse(string text, string origin)
    {
        var lines = text.Split('\n');
        var root = new byte[LogFormat.HashBytes];
        if (lines.Length != 4
            || !string.Equals(lines[0], origin, StringComparison.Ordinal)
            || !long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || !Convert.TryFromBase64String(lines[2], root, out var length)
            || length != root.Length)
        {
            return null;
        }

        var again = string.Create(CultureInfo.InvariantCulture, $"{origin}\n{size}\n{Convert.ToBase64String(root)}\n");
        return string.Equals(text, again, StringComparison.Ordinal) ? new CheckpointText(size, root) : null;
    }

    /// <summary>Opens the signed note of a checkpoint; null when it is not one of this log by this key.</summary>
    public static CheckpointText? Open(string note, VerifierKey key) => SignedText.Open(note, key) is { } text ? Parse(text, key.Name) : null;
}
