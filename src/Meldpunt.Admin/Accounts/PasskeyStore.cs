using Dapper;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Accounts;

/// <summary>Passkeys. There is no secret among what is kept of one.</summary>
public sealed class PasskeyStore(SqliteDatabase database, StoreWriter writer, TimeProvider time)
{
    /// <summary>Passkeys that one account may have.</summary>
    public const int MaxPerAccount = 10;

    /// <summary>Longest name of a passkey.</summary>
    public const int MaxNameLength = 64;

    /// <summary>Adds a passkey inside an action of the writer; false when the account has <see cref="MaxPerAccount"/>, or somebody has this one.</summary>
    public bool Add(SqliteConnection connection, Passkey passkey)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(passkey);
        return connection.Execute(
            """
            INSERT INTO passkey (credential_id, account_id, name, public_key, sign_count, transports, is_user_verified, is_backup_eligible, is_backed_up,
                attestation, client_data, created_at)
            SELECT @CredentialId, @AccountId, @Name, @PublicKey, @SignCount, @Transports, @IsUserVerified, @IsBackupEligible, @IsBackedUp,
                @Attestation, @ClientData, @Now
            WHERE (SELECT count(*) FROM passkey WHERE account_id = @AccountId) < @MaxPerAccount
                AND NOT EXISTS (SELECT 1 FROM passkey WHERE credential_id = @CredentialId)
            """,
            new
            {
                passkey.CredentialId,
                passkey.AccountId,
                passkey.Name,
                passkey.PublicKey,
                passkey.SignCount,
                passkey.Transports,
                passkey.IsUserVerified,
                passkey.IsBackupEligible,
                passkey.IsBackedUp,
                passkey.Attestation,
                passkey.ClientData,
                Now = time.GetUtcNow(),
                MaxPerAccount,
            }) > 0;
    }

    /// <summary>
    /// Notes that a passkey was used. False, and it must not count, when it is gone, or when its device counts and did not count on: then somebody copied it (WebAuthn 6.1.1).
    /// </summary>
    public async Task<bool> NoteUseAsync(Passkey passkey)
    {
        ArgumentNullException.ThrowIfNull(passkey);
        return await writer.WriteAsync(connection => connection.Execute(
            """
            UPDATE passkey SET sign_count = @SignCount, is_user_verified = @IsUserVerified, is_backed_up = @IsBackedUp, used_at = @Now
            WHERE credential_id = @CredentialId AND account_id = @AccountId AND (sign_count < @SignCount OR (sign_count = 0 AND @SignCount = 0))
            """,
            new { passkey.SignCount, passkey.IsUserVerified, passkey.IsBackedUp, passkey.CredentialId, passkey.AccountId, Now = time.GetUtcNow() }))
            .ConfigureAwait(false) > 0;
    }

    /// <summary>The passkeys of an account, the oldest first.</summary>
    public IReadOnlyList<Passkey> List(OpaqueId accountId)
    {
        using var connection = database.Open();
        return connection.Query<Passkey>("SELECT * FROM passkey WHERE account_id = @accountId ORDER BY created_at, credential_id", new { accountId }).AsList();
    }

    /// <summary>A passkey by its id; null when nobody has it.</summary>
    public Passkey? Find(byte[] credentialId)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<Passkey>("SELECT * FROM passkey WHERE credential_id = @credentialId", new { credentialId });
    }
}
