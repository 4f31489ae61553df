namespace Meldpunt.Admin.QueryLog.Tree;

/// <summary>Where tiles are kept.</summary>
public interface ITileSource
{
    /// <summary>
    /// The hashes of a tile one after the other, 32 bytes each, or null when there is none. There may be more of them than a smaller tree had:
    /// tiles only grow.
    /// </summary>
    ReadOnlyMemory<byte>? Read(TileId tile);
}
