using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Accounts;

/// <summary>Keeps the PIN that somebody chose, as a hash, with its act. Sessions that were open with the one before end.</summary>
public sealed class PinStore(StoreWriter writer, InvitationStore invitations, ActLog acts)
{
    /// <summary>
    /// Keeps a PIN that was chosen with an invitation, and uses that up. False, and nothing is changed, when it is not one of this account, works no more, or is a first one of
    /// somebody who has a PIN: that is only replaced by recovery, or with the PIN itself.
    /// </summary>
    public Task<bool> ChooseAsync(Caller owner, string code, string pinHash) => writer.WriteAsync(connection =>
    {
        // Looked at before it is used: an invitation of somebody else stays theirs.
        if (invitations.Find(connection, code) is not { } invitation
            || invitation.AccountId != owner.AccountId
            || (invitation.Kind == InvitationKind.First && HasPin(connection, owner))
            || invitations.Use(connection, code) is null)
        {
            return false;
        }

        return Keep(connection, owner, pinHash, expectedHash: null);
    });

    /// <summary>Keeps a PIN in place of another. False when that is not the one of <paramref name="expectedHash"/> any more.</summary>
    public Task<bool> ReplaceAsync(Caller owner, string expectedHash, string pinHash) => writer.WriteAsync(connection => Keep(connection, owner, pinHash, expectedHash));

    private static bool HasPin(SqliteConnection connection, Caller owner) =>
        connection.ExecuteScalar<bool>("SELECT pin_hash IS NOT NULL FROM account WHERE id = @AccountId", new { owner.AccountId });

    private bool Keep(SqliteConnection connection, Caller owner, string pinHash, string? expectedHash)
    {
        var changed = connection.Execute(
            """
            UPDATE account SET pin_hash = @pinHash, security_stamp = @Stamp
            WHERE id = @AccountId AND ended_at IS NULL AND (@expectedHash IS NULL OR pin_hash = @expectedHash)
            """,
            new { pinHash, Stamp = OpaqueId.Create().ToString(), owner.AccountId, expectedHash });
        if (changed == 0)
        {
            return false;
        }

        connection.Execute("DELETE FROM session WHERE account_id = @AccountId", new { owner.AccountId });
        acts.Append(connection, transaction: null, owner, new Act(ActKinds.PinChosen, owner.AccountId, owner.Participant!.Id));
        return true;
    }
}
