using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Accounts;

/// <summary>Keeps the password that somebody chose, as a hash, with its act. Sessions that were open with the one before end.</summary>
public sealed class PasswordStore(StoreWriter writer, InvitationStore invitations, ActLog acts)
{
    /// <summary>
    /// Keeps a password that was chosen with an invitation, and uses that up. False, and nothing is changed, when it is not one of this account, works no more, or is a first one
    /// of somebody who has a password: that is only replaced by recovery.
    /// </summary>
    public Task<bool> ChooseAsync(Caller owner, string code, string passwordHash) => writer.WriteAsync(connection =>
    {
        // Looked at before it is used: an invitation of somebody else stays theirs.
        if (invitations.Find(connection, code)?.AccountId != owner.AccountId
            || connection.ExecuteScalar<bool>("SELECT password_hash IS NOT NULL FROM account WHERE id = @AccountId", new { owner.AccountId })
            || invitations.Use(connection, code) is null)
        {
            return false;
        }

        return Keep(connection, owner, passwordHash, expectedHash: null);
    });

    /// <summary>Keeps a password in place of another. False when that is not the one of <paramref name="expectedHash"/> any more.</summary>
    public Task<bool> ReplaceAsync(Caller owner, string expectedHash, string passwordHash) =>
        writer.WriteAsync(connection => Keep(connection, owner, passwordHash, expectedHash));

    /// <summary>Keeps another hash of the same password: no session ends, nothing was done to the account.</summary>
    public Task RehashAsync(OpaqueId accountId, string expectedHash, string passwordHash) => writer.WriteAsync(connection => connection.Execute(
        "UPDATE account SET password_hash = @passwordHash WHERE id = @accountId AND password_hash = @expectedHash", new { accountId, expectedHash, passwordHash }));

    private bool Keep(SqliteConnection connection, Caller owner, string passwordHash, string? expectedHash)
    {
        var changed = connection.Execute(
            """
            UPDATE account SET password_hash = @passwordHash, security_stamp = @Stamp
            WHERE id = @AccountId AND ended_at IS NULL AND kind = @Kind AND password_hash IS @expectedHash
            """,
            new { passwordHash, Stamp = OpaqueId.Create().ToString(), owner.AccountId, Kind = AccountKind.Person, expectedHash });
        if (changed == 0)
        {
            return false;
        }

        connection.Execute("DELETE FROM session WHERE account_id = @AccountId", new { owner.AccountId });
        acts.Append(connection, transaction: null, owner, new Act(ActKinds.PasswordChosen, owner.AccountId, owner.Participant?.Id ?? default));
        return true;
    }
}
