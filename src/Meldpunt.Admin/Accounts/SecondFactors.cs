using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Accounts;

/// <summary>
/// Second factors of accounts: whether they stand, and the changes that somebody makes of their own, each with its act. Whoever must have one keeps at least one.
/// </summary>
public sealed class SecondFactors(
    SqliteDatabase database, StoreWriter writer, ActLog acts, AuthenticatorStore authenticators, PasskeyStore passkeys, RecoveryCodes codes)
{
    private const string App = "app";
    private const string Key = "passkey";
    private const string Paper = "codes";

    /// <summary>True for the roles that must have a second factor.</summary>
    public static bool AreObligatory(Role role) => role != Role.Gate;

    /// <summary>True when what somebody showed makes a whole session for their role.</summary>
    public static bool Suffice(Role role, SignInMethods shown) => !AreObligatory(role) || (shown & SignInMethods.SecondFactor) != SignInMethods.None;

    /// <summary>What stands for an account.</summary>
    public SecondFactorState Find(OpaqueId accountId)
    {
        using var connection = database.Open();
        return Find(connection, accountId);
    }

    /// <summary>The caller typed a code of the app that was offered; it stands, in place of one before.</summary>
    public async Task<FactorChange> ConfirmAuthenticatorAsync(Caller caller, string? sealedOffer, string? code)
    {
        ArgumentNullException.ThrowIfNull(caller);
        IReadOnlyList<string> made = [];
        var outcome = await authenticators.ConfirmAsync(
            caller.AccountId, caller.SessionId, sealedOffer, code, (connection, isReplaced) => made = AfterAdding(connection, caller, App, isReplaced)).ConfigureAwait(false);
        return new FactorChange(outcome, made);
    }

    /// <summary>The caller has one passkey more; null when it cannot be added (see <see cref="PasskeyStore.Add"/>).</summary>
    public Task<FactorChange?> AddPasskeyAsync(Caller caller, Passkey passkey)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return writer.WriteAsync(connection =>
            passkeys.Add(connection, passkey) ? new FactorChange(CodeOutcome.Accepted, AfterAdding(connection, caller, Key, isReplaced: false)) : null);
    }

    /// <summary>A new set of codes on paper; null when there is no second factor that they could stand in for.</summary>
    public Task<IReadOnlyList<string>?> RenewCodesAsync(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return writer.WriteAsync<IReadOnlyList<string>?>(connection =>
        {
            if (!Find(connection, caller.AccountId).HasAny)
            {
                return null;
            }

            var made = codes.Replace(connection, caller.AccountId);
            Append(connection, caller, ActKinds.FactorAdded, Paper);
            return made;
        });
    }

    /// <summary>Removes the app; false when there is none, or it is the last factor of somebody who must have one.</summary>
    public Task<bool> RemoveAuthenticatorAsync(Caller caller) => RemoveAsync(
        caller, App, connection => connection.Execute("DELETE FROM authenticator WHERE account_id = @AccountId", new { caller.AccountId }));

    /// <summary>Removes a passkey; false when it is not the caller's, or the last factor of somebody who must have one.</summary>
    public Task<bool> RemovePasskeyAsync(Caller caller, byte[] credentialId) => RemoveAsync(
        caller,
        Key,
        connection => connection.Execute("DELETE FROM passkey WHERE account_id = @AccountId AND credential_id = @credentialId", new { caller.AccountId, credentialId }));

    /// <summary>All second factors of an account are gone, inside an action of the writer: somebody gets a new way in.</summary>
    public static void EndAll(SqliteConnection connection, OpaqueId accountId)
    {
        connection.Execute("DELETE FROM authenticator WHERE account_id = @accountId", new { accountId });
        connection.Execute("DELETE FROM passkey WHERE account_id = @accountId", new { accountId });
        connection.Execute("DELETE FROM recovery_code WHERE account_id = @accountId", new { accountId });
    }

    /// <summary>True when an app or a passkey stands, inside an action of the writer.</summary>
    internal static bool Stand(SqliteConnection connection, OpaqueId accountId) => Find(connection, accountId).HasAny;

    private static SecondFactorState Find(SqliteConnection connection, OpaqueId accountId)
    {
        var (apps, keys, left) = connection.QuerySingle<(int, int, int)>(
            """
            SELECT
                (SELECT count(*) FROM authenticator WHERE account_id = @accountId),
                (SELECT count(*) FROM passkey WHERE account_id = @accountId),
                (SELECT count(*) FROM recovery_code WHERE account_id = @accountId AND used_at IS NULL)
            """,
            new { accountId });
        return new SecondFactorState(apps > 0, keys, left);
    }

    // Paper comes with the first factor; with an app that is replaced it is, too: whoever had the one may have the other.
    private IReadOnlyList<string> AfterAdding(SqliteConnection connection, Caller caller, string factor, bool isReplaced)
    {
        var made = isReplaced || Find(connection, caller.AccountId).CodesLeft == 0 ? codes.Replace(connection, caller.AccountId) : [];
        Append(connection, caller, ActKinds.FactorAdded, factor);
        return made;
    }

    private Task<bool> RemoveAsync(Caller caller, string factor, Func<SqliteConnection, int> remove)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return writer.WriteAsync(connection =>
        {
            var before = Find(connection, caller.AccountId);
            var isLast = before.Count <= 1;
            if ((isLast && AreObligatory(caller.Role)) || remove(connection) == 0)
            {
                return false;
            }

            if (isLast)
            {
                EndAll(connection, caller.AccountId);
            }

            Append(connection, caller, ActKinds.FactorRemoved, factor);
            return true;
        });
    }

    private void Append(SqliteConnection connection, Caller caller, string kind, string factor) => acts.Append(
        connection,
        transaction: null,
        caller,
        new Act(kind, caller.AccountId, caller.Participant?.Id ?? default, [KeyValuePair.Create("factor", (string?)factor)]));
}
