using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Tree;

namespace Meldpunt.Admin.Tests.QueryLog.Tree;

/// <summary>Tiles in memory, that counts how often it is read and holds that tiles only grow.</summary>
internal sealed class TileMap : ITileSource
{
    private readonly Dictionary<TileId, byte[]> _tiles = [];

    public int Reads { get; private set; }

    public IReadOnlyDictionary<TileId, byte[]> Tiles => _tiles;

    public ReadOnlyMemory<byte>? Read(TileId tile)
    {
        Reads++;
        return _tiles.TryGetValue(tile, out var hashes) ? hashes : null;
    }

    public void Store(IEnumerable<TileChange> changes)
    {
        foreach (var change in changes)
        {
            var hashes = change.Hashes.ToArray();
            if (_tiles.TryGetValue(change.Id, out var before))
            {
                Assert.True(hashes.AsSpan().StartsWith(before) && hashes.Length > before.Length, $"tile {change.Id} did not grow");
            }

            Assert.InRange(hashes.Length / LogFormat.HashBytes, 1, LogFormat.TileWidth);
            _tiles[change.Id] = hashes;
        }
    }

    public void Remove(TileId tile) => _tiles.Remove(tile);

    public void Cut(TileId tile, int width) => _tiles[tile] = _tiles[tile][..(width * LogFormat.HashBytes)];
}
