namespace Meldpunt.Admin.QueryLog.Tree;

/// <summary>A tile that got new hashes, with all it holds now.</summary>
/// <param name="Id">Which tile.</param>
/// <param name="Hashes">All of its hashes, 32 bytes each; good until the next leaf is appended.</param>
public readonly record struct TileChange(TileId Id, ReadOnlyMemory<byte> Hashes);
