using Dapper;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Keys;

/// <summary>What the command line asks of the process that serves: only that one has the keys in use and the index in its memory.</summary>
public sealed class KeyRequests(SqliteDatabase database, StoreWriter writer, TimeProvider time)
{
    /// <summary>How a request ended that was done.</summary>
    public const string Done = "gedaan";

    /// <summary>Asks for the rotation of a key; its number.</summary>
    public Task<OpaqueId> AskAsync(RotatedKey key) => writer.WriteAsync(connection =>
    {
        var id = OpaqueId.Create();
        connection.Execute(
            "INSERT INTO key_request (id, what, asked_at) VALUES (@id, @What, @Now)", new { id, What = key.ToDutch(), Now = time.GetUtcNow() });
        return id;
    });

    /// <summary>How a request ended; null while it has not.</summary>
    public string? OutcomeOf(OpaqueId id)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<string>("SELECT outcome FROM key_request WHERE id = @id", new { id });
    }

    /// <summary>Takes back a request that nobody has begun; false when it ended meanwhile.</summary>
    public async Task<bool> WithdrawAsync(OpaqueId id) => await writer.WriteAsync(connection => connection.Execute(
        "DELETE FROM key_request WHERE id = @id AND outcome IS NULL AND begun_at IS NULL", new { id })).ConfigureAwait(false) > 0;

    /// <summary>The oldest request that waits, which is begun with this; null when none does.</summary>
    public (OpaqueId Id, RotatedKey Key)? FindWaiting()
    {
        using var connection = database.Open();
        var row = connection.QuerySingleOrDefault<(OpaqueId Id, string? What)>("SELECT id, what FROM key_request WHERE outcome IS NULL ORDER BY asked_at LIMIT 1");
        return row.What is { } what && RotatedKeys.TryParse(what, out var key) ? (row.Id, key) : null;
    }

    /// <summary>The request can be taken back no more; false when it was.</summary>
    public async Task<bool> BeginAsync(OpaqueId id) => await writer.WriteAsync(connection => connection.Execute(
        "UPDATE key_request SET begun_at = @Now WHERE id = @id AND outcome IS NULL", new { id, Now = time.GetUtcNow() })).ConfigureAwait(false) > 0;

    /// <summary>Tells how it ended.</summary>
    public Task TellAsync(OpaqueId id, string outcome) => writer.WriteAsync(connection => Tell(connection, id, outcome));

    internal static int Tell(SqliteConnection connection, OpaqueId id, string outcome) =>
        connection.Execute("UPDATE key_request SET outcome = @outcome WHERE id = @id", new { id, outcome });
}
