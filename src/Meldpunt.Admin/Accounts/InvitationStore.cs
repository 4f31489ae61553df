using Dapper;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Accounts;

/// <summary>Invitations. A newer one for the same account takes the place of those before it.</summary>
public sealed class InvitationStore(SqliteDatabase database, StoreWriter writer, TimeProvider time)
{
    /// <summary>How long a code works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Writes an invitation inside an action of the writer, notes on the account who gave it, and returns its code, which can be seen only now.</summary>
    public string Create(SqliteConnection connection, OpaqueId accountId, InvitationKind kind, OpaqueId createdBy)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var code = TypedCode.Create();
        var now = time.GetUtcNow();
        connection.Execute("DELETE FROM invitation WHERE account_id = @accountId OR expires_at <= @now", new { accountId, now });
        connection.Execute(
            """
            INSERT INTO invitation (code_hash, account_id, kind, created_by, created_at, expires_at)
            VALUES (@Hash, @accountId, @kind, @createdBy, @now, @Expires)
            """,
            new { Hash = TypedCode.HashOf(code), accountId, kind, createdBy, now, Expires = now + Lifetime });
        connection.Execute("UPDATE account SET invited_by = @createdBy WHERE id = @accountId", new { accountId, createdBy });
        return code;
    }

    /// <summary>As above, in an action of its own.</summary>
    public Task<string> CreateAsync(OpaqueId accountId, InvitationKind kind, OpaqueId createdBy) =>
        writer.WriteAsync(connection => Create(connection, accountId, kind, createdBy));

    /// <summary>The invitation of a code that works now, for an account that has not ended; null otherwise.</summary>
    public Invitation? Find(string? code)
    {
        if (TypedCode.HashOf(code) is not { } hash)
        {
            return null;
        }

        using var connection = database.Open();
        return Find(connection, hash);
    }

    /// <summary>As above, inside an action of the writer.</summary>
    public Invitation? Find(SqliteConnection connection, string? code)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return TypedCode.HashOf(code) is { } hash ? Find(connection, hash) : null;
    }

    /// <summary>
    /// Uses a code up inside an action of the writer, so that what is chosen with it and its end are one. Null, and nothing is changed, when it does not work any more.
    /// </summary>
    public Invitation? Use(SqliteConnection connection, string? code)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (TypedCode.HashOf(code) is not { } hash || Find(connection, hash) is not { } invitation)
        {
            return null;
        }

        connection.Execute("DELETE FROM invitation WHERE code_hash = @hash", new { hash });
        return invitation;
    }

    private Invitation? Find(SqliteConnection connection, byte[] hash) => connection.QuerySingleOrDefault<Invitation>(
        """
        SELECT invitation.account_id, invitation.kind, created_by, created_at, expires_at FROM invitation JOIN account ON account.id = invitation.account_id
        WHERE code_hash = @hash AND expires_at > @Now AND account.ended_at IS NULL
        """,
        new { hash, Now = time.GetUtcNow() });
}
