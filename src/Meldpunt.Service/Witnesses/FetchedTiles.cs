using Meldpunt.Admin.QueryLog.Tree;

namespace Meldpunt.Service.Witnesses;

/// <summary>The tiles that a computation turns out to need, fetched in as many rounds as it takes. Nothing in them is believed: what they lead to is checked.</summary>
/// <param name="log">Where they come from.</param>
/// <param name="size">The size of the tree that they are read for.</param>
internal sealed class FetchedTiles(LogClient log, long size) : ITileSource
{
    // A proof needs two tiles of each of at most eight levels, and a root as many.
    private const int MaxTiles = 64;

    private readonly Dictionary<TileId, ReadOnlyMemory<byte>> _tiles = [];
    private readonly HashSet<TileId> _missing = [];

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Read(TileId tile)
    {
        if (_tiles.TryGetValue(tile, out var hashes))
        {
            return hashes;
        }

        _missing.Add(tile);
        return null;
    }

    /// <summary>The outcome of a computation over the tree. Throws <see cref="FetchException"/> when a tile cannot be had.</summary>
    public async Task<T> ComputeAsync<T>(Func<TreeReader, T> compute, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                _missing.Clear();
                return compute(new TreeReader(this));
            }
            catch (InvalidDataException)
            {
                if (_missing.Count == 0 || _tiles.Count > MaxTiles)
                {
                    throw new FetchException("De hashes van het logboek zijn niet compleet.");
                }
            }

            foreach (var tile in _missing)
            {
                _tiles.Add(tile, await log.FetchTileAsync(tile, tile.WidthAt(size), cancellation));
            }
        }
    }
}
