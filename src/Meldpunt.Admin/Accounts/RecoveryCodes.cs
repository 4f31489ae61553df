using Dapper;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Accounts;

/// <summary>Codes on paper, for whoever lost their app or key: each works once as a second factor. Of a code only a hash is kept (<see cref="TypedCode"/>).</summary>
public sealed class RecoveryCodes(SqliteDatabase database, StoreWriter writer, TimeProvider time)
{
    /// <summary>Codes of one set.</summary>
    public const int Count = 10;

    /// <summary>Makes a set inside an action of the writer, and ends the one before. The codes can be seen only now.</summary>
    public IReadOnlyList<string> Replace(SqliteConnection connection, OpaqueId accountId)
    {
        ArgumentNullException.ThrowIfNull(connection);
        connection.Execute("DELETE FROM recovery_code WHERE account_id = @accountId", new { accountId });
        var codes = Enumerable.Range(0, Count).Select(_ => TypedCode.Create()).ToList();
        var now = time.GetUtcNow();
        foreach (var code in codes)
        {
            connection.Execute(
                "INSERT INTO recovery_code (code_hash, account_id, created_at) VALUES (@Hash, @accountId, @now)",
                new { Hash = TypedCode.HashOf(code), accountId, now });
        }

        return codes;
    }

    /// <summary>Uses a code up; false when it is none of this account, or was used.</summary>
    public async Task<bool> UseAsync(OpaqueId accountId, string? code) =>
        TypedCode.HashOf(code) is { } hash && await writer.WriteAsync(connection => connection.Execute(
            "UPDATE recovery_code SET used_at = @Now WHERE code_hash = @hash AND account_id = @accountId AND used_at IS NULL",
            new { Now = time.GetUtcNow(), hash, accountId })).ConfigureAwait(false) > 0;

    /// <summary>How many codes still work.</summary>
    public int CountLeft(OpaqueId accountId)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<int>("SELECT count(*) FROM recovery_code WHERE account_id = @accountId AND used_at IS NULL", new { accountId });
    }
}
