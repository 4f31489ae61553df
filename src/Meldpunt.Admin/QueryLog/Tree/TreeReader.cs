using System.Numerics;
using System.Runtime.InteropServices;

namespace Meldpunt.Admin.QueryLog.Tree;

/// <summary>
/// Roots and proofs of the tree at any size up to the stored one, made from a few tiles of every level (RFC 6962, section 2.1). Throws
/// <see cref="InvalidDataException"/> when a tile is missing or too short. Safe to use from many threads when its source is.
/// </summary>
public sealed class TreeReader(ITileSource source)
{
    private const int TileHeight = 8;

    /// <summary>The root over the first so many leaves.</summary>
    public MerkleHash RootAt(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? MerkleHash.Empty : RangeRoot(new TileCache(source), 0, size);
    }

    /// <summary>The roots of the complete subtrees whose sizes add up to this one, largest first; none for an empty tree.</summary>
    public IReadOnlyList<MerkleHash> CompactRange(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return CompactRange(new TileCache(source), 0, size);
    }

    /// <summary>The proof that a leaf is in the tree of so many leaves, from the leaf's sibling up (RFC 6962, section 2.1.1).</summary>
    /// <param name="index">From 0 to below <paramref name="size"/>.</param>
    /// <param name="size">Leaves in the tree.</param>
    public IReadOnlyList<MerkleHash> InclusionProof(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var tiles = new TileCache(source);
        var proof = new List<MerkleHash>();
        var (first, end) = (0L, size);
        while (end - first > 1)
        {
            var split = first + LeftSize(end - first);
            if (index < split)
            {
                proof.Add(RangeRoot(tiles, split, end));
                end = split;
            }
            else
            {
                proof.Add(RangeRoot(tiles, first, split));
                first = split;
            }
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>The proof that a tree of so many leaves begins with all leaves of the older one (RFC 6962, section 2.1.2). Nothing is needed when that was empty.</summary>
    /// <param name="oldSize">From 0 to <paramref name="size"/>.</param>
    /// <param name="size">Leaves in the newer tree.</param>
    public IReadOnlyList<MerkleHash> ConsistencyProof(long oldSize, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, size);
        var proof = new List<MerkleHash>();
        if (oldSize == 0 || oldSize == size)
        {
            return proof;
        }

        var tiles = new TileCache(source);
        var (first, end) = (0L, size);
        while (end != oldSize)
        {
            var split = first + LeftSize(end - first);
            if (oldSize <= split)
            {
                proof.Add(RangeRoot(tiles, split, end));
                end = split;
            }
            else
            {
                proof.Add(RangeRoot(tiles, first, split));
                first = split;
            }
        }

        // What is left is the last complete subtree of the older tree; when that is the whole of it, the checker has its root already.
        if (first != 0)
        {
            proof.Add(RangeRoot(tiles, first, end));
        }

        proof.Reverse();
        return proof;
    }

    // The largest power of two below the size.
    private static long LeftSize(long size) => 1L << BitOperations.Log2((ulong)(size - 1));

    private static MerkleHash RangeRoot(TileCache tiles, long first, long end)
    {
        var roots = CompactRange(tiles, first, end);
        var root = roots[^1];
        for (var index = roots.Count - 2; index >= 0; index--)
        {
            root = MerkleHash.Node(roots[index], root);
        }

        return root;
    }

    // The first leaf of a range is where a subtree of at least the range's size begins.
    private static List<MerkleHash> CompactRange(TileCache tiles, long first, long end)
    {
        var roots = new List<MerkleHash>();
        while (first < end)
        {
            var height = BitOperations.Log2((ulong)(end - first));
            roots.Add(SubtreeRoot(tiles, height, first >> height));
            first += 1L << height;
        }

        return roots;
    }

    /// <summary>The root of a complete subtree of 2^height leaves: one hash of a tile, or a few next to each other hashed together.</summary>
    private static MerkleHash SubtreeRoot(TileCache tiles, int height, long place)
    {
        var count = 1 << (height % TileHeight);
        var hashes = MemoryMarshal.Cast<byte, MerkleHash>(tiles.Hashes(height / TileHeight, place * count, count));
        if (count == 1)
        {
            return hashes[0];
        }

        var nodes = hashes[..count].ToArray();
        for (; count > 1; count /= 2)
        {
            for (var index = 0; index < count; index += 2)
            {
                nodes[index / 2] = MerkleHash.Node(nodes[index], nodes[index + 1]);
            }
        }

        return nodes[0];
    }
}
