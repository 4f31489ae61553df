using Meldpunt.Admin.QueryLog.Tree;

namespace Meldpunt.Admin.QueryLog.Notes;

/// <summary>Hashes in base64, one a line, as proofs carry them.</summary>
public static class HashLines
{
    /// <summary>Reads them; false when one is no hash or there are more than this.</summary>
    public static bool TryParse(IEnumerable<string> lines, int most, out IReadOnlyList<MerkleHash> hashes)
    {
        var read = new List<MerkleHash>();
        hashes = read;
        foreach (var line in lines)
        {
            if (read.Count == most || !MerkleHash.TryParse(line, out var hash))
            {
                return false;
            }

            read.Add(hash);
        }

        return true;
    }
}
