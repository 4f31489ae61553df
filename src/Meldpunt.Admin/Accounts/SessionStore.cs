using Dapper;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Accounts;

/// <summary>
/// Sessions of people who signed in. The browser holds a random key, the store its hash and the ticket, so a session can be ended here and a
/// stolen database opens none.
/// </summary>
public sealed class SessionStore(SqliteDatabase database, StoreWriter writer, TimeProvider time)
{
    /// <summary>Keeps a ticket and returns the key under which it can be found. Sessions that ran out are dropped on the way.</summary>
    public async Task<string> CreateAsync(OpaqueId accountId, byte[] ticket, DateTimeOffset expiresAt)
    {
        var key = RandomSecret.Create();
        await writer.WriteAsync(connection =>
        {
            connection.Execute("DELETE FROM session WHERE expires_at <= @Now", new { Now = time.GetUtcNow() });
            return connection.Execute(
                """
                INSERT INTO session (key_hash, id, account_id, methods, device, started_at, seen_at, expires_at, ticket)
                VALUES (@Hash, @Id, @accountId, 0, '', @Now, @Now, @expiresAt, @ticket)
                """,
                new { Hash = RandomSecret.HashOf(key), Id = OpaqueId.Create(), accountId, ticket, expiresAt, Now = time.GetUtcNow() });
        }).ConfigureAwait(false);
        return key;
    }

    /// <summary>Replaces the ticket of a session that is still there.</summary>
    public Task RenewAsync(string key, byte[] ticket, DateTimeOffset expiresAt) => writer.WriteAsync(connection => connection.Execute(
        "UPDATE session SET ticket = @ticket, expires_at = @expiresAt WHERE key_hash = @Hash",
        new { Hash = RandomSecret.HashOf(key), ticket, expiresAt }));

    /// <summary>The ticket of a session, or null when it ended or ran out.</summary>
    public byte[]? Find(string key)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<byte[]>(
            "SELECT ticket FROM session WHERE key_hash = @Hash AND expires_at > @Now", new { Hash = RandomSecret.HashOf(key), Now = time.GetUtcNow() });
    }

    /// <summary>Ends a session.</summary>
    public Task EndAsync(string key) => writer.WriteAsync(connection => connection.Execute(
        "DELETE FROM session WHERE key_hash = @Hash", new { Hash = RandomSecret.HashOf(key) }));
}
