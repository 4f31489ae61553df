namespace Meldpunt.Admin.QueryLog.Tree;

/// <summary>Checks proofs, with nothing of the tree but roots. Whatever the input, the answer is yes or no and never an exception.</summary>
public static class ProofCheck
{
    /// <summary>True when the leaf stands at this index in the tree with this root (RFC 9162, section 2.1.3.2).</summary>
    public static bool Includes(long size, in MerkleHash root, long index, in MerkleHash leaf, IReadOnlyList<MerkleHash> proof)
    {
        if (index < 0 || index >= size || proof is null)
        {
            return false;
        }

        var (node, last) = (index, size - 1);
        var hash = leaf;
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = MerkleHash.Node(sibling, hash);
                SkipToRightChild(ref node, ref last);
            }
            else
            {
                hash = MerkleHash.Node(hash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && hash == root;
    }

    /// <summary>True when the tree with the new root begins with all leaves of that with the old root (RFC 9162, section 2.1.4.2).</summary>
    public static bool IsConsistent(
        long oldSize, in MerkleHash oldRoot, long newSize, in MerkleHash newRoot, IReadOnlyList<MerkleHash> proof)
    {
        if (oldSize < 0 || newSize < oldSize || proof is null)
        {
            return false;
        }

        if (oldSize == 0 || oldSize == newSize)
        {
            // Every tree begins with the empty one, and with itself; neither takes a proof.
            return proof.Count == 0
                && (oldSize == 0 ? oldRoot == MerkleHash.Empty : oldRoot == newRoot)
                && (newSize != 0 || newRoot == MerkleHash.Empty);
        }

        // A complete old tree is itself the node that the path starts from.
        var complete = (oldSize & (oldSize - 1)) == 0;
        if (!complete && proof.Count == 0)
        {
            return false;
        }

        return PathHolds(oldSize, oldRoot, newSize, newRoot, complete ? oldRoot : proof[0], proof.Skip(complete ? 0 : 1));
    }

    private static bool PathHolds(
        long oldSize, in MerkleHash oldRoot, long newSize, in MerkleHash newRoot, in MerkleHash start, IEnumerable<MerkleHash> path)
    {
        var (node, last) = (oldSize - 1, newSize - 1);
        while ((node & 1) == 1)
        {
            node >>= 1;
            last >>= 1;
        }

        var (oldHash, newHash) = (start, start);
        foreach (var sibling in path)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                oldHash = MerkleHash.Node(sibling, oldHash);
                newHash = MerkleHash.Node(sibling, newHash);
                SkipToRightChild(ref node, ref last);
            }
            else
            {
                newHash = MerkleHash.Node(newHash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && oldHash == oldRoot && newHash == newRoot;
    }

    // A node at the right edge that is a left child has no sibling of its own: it stands in place of its parents up to where it is a right child.
    private static void SkipToRightChild(ref long node, ref long last)
    {
        while ((node & 1) == 0 && node != 0)
        {
            node >>= 1;
            last >>= 1;
        }
    }
}
