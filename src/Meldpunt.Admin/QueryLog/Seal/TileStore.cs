using Dapper;
using Meldpunt.Admin.QueryLog.Tree;
using Meldpunt.Admin.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog.Seal;

/// <summary>The tiles of the tree in the database. Safe to use from many threads.</summary>
public sealed class TileStore(SqliteDatabase database) : ITileSource
{
    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Read(TileId tile)
    {
        using var connection = database.Open();
        var hashes = connection.QuerySingleOrDefault<byte[]>("SELECT hashes FROM log_tile WHERE id = @DatabaseId", new { tile.DatabaseId });

        // Not with a question mark: null would become an empty tile on the way.
        if (hashes is null)
        {
            return null;
        }

        return hashes;
    }

    /// <summary>Writes tiles that grew.</summary>
    internal static void Write(SqliteConnection connection, IEnumerable<TileChange> changes)
    {
        foreach (var change in changes)
        {
            connection.Execute(
                "INSERT INTO log_tile (id, hashes) VALUES (@DatabaseId, @hashes) ON CONFLICT (id) DO UPDATE SET hashes = excluded.hashes",
                new { change.Id.DatabaseId, hashes = change.Hashes.ToArray() });
        }
    }
}
