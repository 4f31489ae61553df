namespace Meldpunt.Admin.QueryLog.Tree;

/// <summary>The tiles that one proof is made from, each read once.</summary>
internal sealed class TileCache(ITileSource source)
{
    private readonly Dictionary<TileId, ReadOnlyMemory<byte>> _tiles = [];

    /// <summary>The first hashes of a tile; <see cref="InvalidDataException"/> when it is missing or has fewer.</summary>
    public static ReadOnlyMemory<byte> ReadFrom(ITileSource source, TileId tile, int width) => Cut(source.Read(tile), tile, width);

    /// <summary>Hashes of one level, which must stand in one tile; <see cref="InvalidDataException"/> when they are not there.</summary>
    /// <param name="level">The level of the tile.</param>
    /// <param name="first">The place of the first, counted over all tiles of the level.</param>
    /// <param name="count">1 to 256.</param>
    public ReadOnlySpan<byte> Hashes(int level, long first, int count)
    {
        var id = new TileId(level, first / LogFormat.TileWidth);
        var from = (int)(first % LogFormat.TileWidth);
        if (!_tiles.TryGetValue(id, out var hashes))
        {
            hashes = source.Read(id) ?? default;
            _tiles.Add(id, hashes);
        }

        return Cut(hashes, id, from + count).Span[(from * LogFormat.HashBytes)..];
    }

    private static ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte>? hashes, TileId tile, int width)
    {
        var bytes = width * LogFormat.HashBytes;
        return hashes is { } found && found.Length >= bytes
            ? found[..bytes]
            : throw new InvalidDataException($"Tile {tile.ToPath()} of the query log is missing or has fewer than {width} hashes.");
    }
}
