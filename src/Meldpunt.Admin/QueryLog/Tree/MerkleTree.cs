using System.Numerics;

namespace Meldpunt.Admin.QueryLog.Tree;

/// <summary>
/// The growing edge of the tree. Appends leaves, at about one node hash each, and says which tiles changed. When those could not be stored this object is of
/// no use any more and another must be opened. For one thread at a time.
/// </summary>
public sealed class MerkleTree
{
    private const int TileHeight = 8;
    private const int TileBytes = LogFormat.TileWidth * LogFormat.HashBytes;
    private const int MaxTileLevels = 8;

    // By height, the roots of the complete subtrees whose sizes add up to the tree's; only those of the bits that are set in the size mean something.
    private readonly MerkleHash[] _roots = new MerkleHash[64];
    private readonly EdgeTile?[] _edge = new EdgeTile?[MaxTileLevels];
    private readonly List<TileChange> _finished = [];

    private MerkleTree(long size) => Size = size;

    /// <summary>Leaves in the tree.</summary>
    public long Size { get; private set; }

    /// <summary>The root over all leaves; at most 62 node hashes, so ask it once after many leaves.</summary>
    public MerkleHash Root
    {
        get
        {
            if (Size == 0)
            {
                return MerkleHash.Empty;
            }

            var rest = (ulong)Size;
            var root = _roots[BitOperations.TrailingZeroCount(rest)];
            for (rest &= rest - 1; rest != 0; rest &= rest - 1)
            {
                root = MerkleHash.Node(_roots[BitOperations.TrailingZeroCount(rest)], root);
            }

            return root;
        }
    }

    /// <summary>
    /// Takes up a tree of so many leaves from its tiles; reads only those at the right edge. Throws <see cref="InvalidDataException"/> when one is missing or too short.
    /// </summary>
    public static MerkleTree Open(long size, ITileSource source)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var tree = new MerkleTree(size);
        var roots = new TreeReader(source).CompactRange(size);
        var rest = (ulong)size;
        for (var index = roots.Count - 1; index >= 0; index--, rest &= rest - 1)
        {
            tree._roots[BitOperations.TrailingZeroCount(rest)] = roots[index];
        }

        for (var level = 0; level < MaxTileLevels && size >> (TileHeight * level) > 0; level++)
        {
            tree._edge[level] = EdgeTile.Open(level, size, source);
        }

        return tree;
    }

    /// <summary>Appends the hash of one leaf.</summary>
    public void Append(in MerkleHash leaf)
    {
        var hash = leaf;
        for (var height = 0; ; height++)
        {
            if (height % TileHeight == 0)
            {
                AddToEdge(height / TileHeight, hash);
            }

            // As adding one to a binary number: every bit that is set carries on as a subtree of twice the size.
            if (((Size >> height) & 1) == 0)
            {
                _roots[height] = hash;
                break;
            }

            hash = MerkleHash.Node(_roots[height], hash);
        }

        Size++;
    }

    /// <summary>Adds the tiles that changed since the last call to a list, each once, complete.</summary>
    public void TakeChanges(ICollection<TileChange> into)
    {
        foreach (var tile in _finished)
        {
            into.Add(tile);
        }

        _finished.Clear();
        foreach (var tile in _edge)
        {
            if (tile is { Changed: true, Width: > 0 })
            {
                into.Add(tile.Change);
                tile.Changed = false;
            }
        }
    }

    private void AddToEdge(int level, in MerkleHash hash)
    {
        var tile = _edge[level] ??= new EdgeTile(new TileId(level, 0));
        tile.Add(hash);
        if (tile.Width == LogFormat.TileWidth)
        {
            _finished.Add(tile.Change);
            _edge[level] = new EdgeTile(new TileId(level, tile.Id.Place + 1));
        }
    }

    /// <summary>The tile of one level that still grows; it may hold nothing yet.</summary>
    private sealed class EdgeTile(TileId id)
    {
        private readonly byte[] _hashes = GC.AllocateUninitializedArray<byte>(TileBytes);

        public TileId Id { get; } = id;

        public int Width { get; private set; }

        public bool Changed { get; set; }

        public TileChange Change => new(Id, _hashes.AsMemory(0, Width * LogFormat.HashBytes));

        public static EdgeTile Open(int level, long size, ITileSource source)
        {
            var hashes = size >> (TileHeight * level);
            var tile = new EdgeTile(new TileId(level, hashes / LogFormat.TileWidth));
            tile.Width = (int)(hashes % LogFormat.TileWidth);
            if (tile.Width > 0)
            {
                TileCache.ReadFrom(source, tile.Id, tile.Width).Span.CopyTo(tile._hashes);
            }

            return tile;
        }

        public void Add(in MerkleHash hash)
        {
            hash.CopyTo(_hashes.AsSpan(Width * LogFormat.HashBytes));
            Width++;
            Changed = true;
        }
    }
}
