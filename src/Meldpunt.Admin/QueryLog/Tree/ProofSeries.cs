namespace Meldpunt.Admin.QueryLog.Tree;

/// <summary>
/// Proofs of many leaves in one tree. Leaves of one full tile share the way from the tile to the root, so it is found once, and what lies in the tile is hashed
/// once. Not thread-safe.
/// </summary>
/// <param name="tiles">The tiles of the tree.</param>
/// <param name="size">Leaves in the tree that is proven against.</param>
public sealed class ProofSeries(ITileSource tiles, long size)
{
    private const int TileHeight = 8;

    private readonly TreeReader _tree = new(tiles);
    private readonly MerkleHash[][] _levels = [.. Enumerable.Range(0, TileHeight).Select(level => new MerkleHash[LogFormat.TileWidth >> level])];
    private long _place = -1;
    private IReadOnlyList<MerkleHash> _above = [];

    /// <summary>The proof that a leaf is in the tree, from the leaf's sibling up. Throws <see cref="InvalidDataException"/> when a tile is missing.</summary>
    /// <param name="index">From 0 to below the size.</param>
    public IReadOnlyList<MerkleHash> Prove(long index)
    {
        var place = index / LogFormat.TileWidth;
        if ((place + 1) * LogFormat.TileWidth > size)
        {
            return _tree.InclusionProof(index, size);
        }

        if (place != _place)
        {
            Enter(place);
        }

        var within = (int)(index % LogFormat.TileWidth);
        return [.. _levels.Select((hashes, level) => hashes[(within >> level) ^ 1]), .. _above];
    }

    private void Enter(long place)
    {
        _place = -1;
        _above = [.. _tree.InclusionProof(place * LogFormat.TileWidth, size).Skip(TileHeight)];
        if (tiles.Read(new TileId(0, place)) is not { Length: LogFormat.TileWidth * LogFormat.HashBytes } leaves)
        {
            throw new InvalidDataException("A tile of the tree is missing or too short.");
        }

        for (var leaf = 0; leaf < LogFormat.TileWidth; leaf++)
        {
            _levels[0][leaf] = MerkleHash.FromBytes(leaves.Span.Slice(leaf * LogFormat.HashBytes, LogFormat.HashBytes));
        }

        for (var level = 1; level < TileHeight; level++)
        {
            for (var node = 0; node < _levels[level].Length; node++)
            {
                _levels[level][node] = MerkleHash.Node(_levels[level - 1][2 * node], _levels[level - 1][(2 * node) + 1]);
            }
        }

        _place = place;
    }
}
