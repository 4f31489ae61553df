using System.Numerics;
using System.Security.Cryptography;

namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>
/// The tree over the rows (section 2), built leaf by leaf. It keeps the roots of the complete subtrees only, so it is as small for ten million rows as for ten, and
/// allocates nothing while it grows. Not thread-safe.
/// </summary>
/// <param name="tiles">What the hashes of every 256, 65,536 … rows are held against; null when there are no tiles.</param>
internal sealed class DerivedTree(StoredTiles? tiles)
{
    private const int Hash = LogFormat.HashBytes;
    private const int MaxHeight = 63;

    /// <summary>Levels of the tree between one level of tiles and the next: a tile is 2^8 wide.</summary>
    public const int TileHeight = 8;

    // The root of the complete subtree of 2^h leaves stands at place h, when that bit of the size is set.
    private readonly byte[] _peaks = new byte[MaxHeight * Hash];
    private readonly byte[] _leafInput = new byte[1 + LogFormat.RowBytes];
    private readonly byte[] _nodeInput = new byte[1 + (2 * Hash)];
    private readonly byte[] _current = new byte[Hash];

    /// <summary>Leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>The roots of the complete subtrees, largest first.</summary>
    public byte[] Peaks
    {
        get
        {
            var peaks = new byte[BitOperations.PopCount((ulong)Size) * Hash];
            var at = 0;
            for (var height = MaxHeight - 1; height >= 0; height--)
            {
                if (HasPeak(height))
                {
                    Peak(height).CopyTo(peaks.AsSpan(at));
                    at += Hash;
                }
            }

            return peaks;
        }
    }

    /// <summary>The hash of a row as a leaf; a row of another size than a row's is hashed all the same.</summary>
    public void HashLeaf(ReadOnlySpan<byte> row, Span<byte> leaf)
    {
        var input = row.Length == LogFormat.RowBytes ? _leafInput : new byte[1 + row.Length];
        input[0] = LogFormat.LeafPrefix;
        row.CopyTo(input.AsSpan(1));
        _ = SHA256.TryHashData(input, leaf, out _);
    }

    /// <summary>Adds a leaf; complete subtrees that come to be are held against the tiles.</summary>
    public void Append(ReadOnlySpan<byte> leaf)
    {
        leaf.CopyTo(_current);
        var height = 0;
        for (; HasPeak(height); height++)
        {
            Node(Peak(height), _current, _current);
            if ((height + 1) % TileHeight == 0)
            {
                tiles?.Compare((height + 1) / TileHeight, Size >> (height + 1), _current);
            }
        }

        _current.CopyTo(Peak(height));
        Size++;
    }

    /// <summary>The root of the tree of all leaves so far.</summary>
    public void WriteRoot(Span<byte> root)
    {
        if (Size == 0)
        {
            _ = SHA256.TryHashData([], root, out _);
            return;
        }

        var height = BitOperations.TrailingZeroCount(Size);
        Peak(height).CopyTo(_current);
        for (height++; height < MaxHeight; height++)
        {
            if (HasPeak(height))
            {
                Node(Peak(height), _current, _current);
            }
        }

        _current.CopyTo(root);
    }

    /// <summary>Goes on from an earlier size; false when these are not as many hashes as that size has complete subtrees.</summary>
    public bool TryResume(long size, ReadOnlySpan<byte> peaks)
    {
        if (size < 0 || peaks.Length != BitOperations.PopCount((ulong)size) * Hash)
        {
            return false;
        }

        Size = size;
        for (var height = MaxHeight - 1; height >= 0; height--)
        {
            if (HasPeak(height))
            {
                peaks[..Hash].CopyTo(Peak(height));
                peaks = peaks[Hash..];
            }
        }

        return true;
    }

    /// <summary>Puts the roots of the complete subtrees over some hashes of one level where they stand in the tree of the whole.</summary>
    /// <param name="level">Level of tiles: 0 for leaves, 1 for the roots of 256 of them.</param>
    /// <param name="hashes">Fewer than 256 hashes of 32 bytes.</param>
    public void PlacePeaks(int level, ReadOnlySpan<byte> hashes)
    {
        var part = new DerivedTree(tiles: null);
        var count = hashes.Length / Hash;
        for (var index = 0; index < count; index++)
        {
            part.Append(hashes.Slice(index * Hash, Hash));
        }

        for (var height = 0; height < TileHeight; height++)
        {
            if (part.HasPeak(height))
            {
                part.Peak(height).CopyTo(Peak((level * TileHeight) + height));
            }
        }

        Size += (long)count << (level * TileHeight);
    }

    private bool HasPeak(int height) => ((Size >> height) & 1) != 0;

    private Span<byte> Peak(int height) => _peaks.AsSpan(height * Hash, Hash);

    private void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> node)
    {
        _nodeInput[0] = LogFormat.NodePrefix;
        left.CopyTo(_nodeInput.AsSpan(1));
        right.CopyTo(_nodeInput.AsSpan(1 + Hash));
        _ = SHA256.TryHashData(_nodeInput, node, out _);
    }
}
