using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>Tiles by their level and place.</summary>
internal sealed class TileCursor(SqliteConnection connection) : IDisposable
{
    private readonly RawStatement _tile = new(connection, "SELECT hashes FROM log_tile WHERE id = ?1");

    /// <summary>Reads a tile; gives the number of whole hashes, or none when it is not there.</summary>
    public int Read(int level, long place, Span<byte> hashes)
    {
        _tile.Bind((level * LogFormat.TileLevelFactor) + place);
        if (!_tile.Step())
        {
            return 0;
        }

        var stored = _tile.Bytes(0);
        var length = Math.Min(stored.Length, hashes.Length);
        stored[..length].CopyTo(hashes);
        _tile.Reset();
        return length / LogFormat.HashBytes;
    }

    public void Dispose() => _tile.Dispose();
}
