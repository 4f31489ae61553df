using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Accounts;

/// <summary>
/// Makes, invites, recovers and ends accounts, and gives out tokens. Every change is an act with the account's id and never a name, in one transaction with it. What cannot be
/// is refused with an <see cref="AdministrationException"/> in words.
/// </summary>
public sealed class AccountDesk(StoreWriter writer, InvitationStore invitations, ActLog acts, TimeProvider time)
{
    /// <summary>Makes an account. A person gets a code, with which they choose a password; a system gets none and works through tokens.</summary>
    public Task<(Account Account, string? Code)> InviteAsync(Caller caller, NewAccount wanted) => MakeAsync(caller, wanted, passwordHash: null);

    /// <summary>Makes an account with a password that was made for it: for the command line only, nobody chose it.</summary>
    public async Task<Account> CreateAsync(Caller caller, NewAccount wanted, string passwordHash) =>
        (await MakeAsync(caller, wanted, passwordHash).ConfigureAwait(false)).Account;

    /// <summary>Gives somebody who has no way in yet another code; the one before it works no more.</summary>
    public Task<string> InviteAgainAsync(Caller caller, OpaqueId id) => ChangeAsync(caller, id, ActKinds.AccountInvited, (connection, account) =>
    {
        RequirePerson(account);
        if (account.PasswordHash is not null || account.PinHash is not null || SecondFactors.Stand(connection, id))
        {
            throw new AdministrationException("Dit account is al in gebruik. Is de eigenaar de toegang kwijt, kies dan herstellen.", isConflict: true, code: "in-gebruik");
        }

        return invitations.Create(connection, id, InvitationKind.First, caller.AccountId);
    });

    /// <summary>
    /// Somebody lost their way in, or somebody else found it: password, PIN, second factors, tokens and sessions are gone at once, and the code opens the way back. Nobody recovers
    /// themselves.
    /// </summary>
    public Task<string> RecoverAsync(Caller caller, OpaqueId id) => ChangeAsync(caller, id, ActKinds.AccountRecovered, (connection, account) =>
    {
        RequireAnother(caller, id);
        RequirePerson(account);
        connection.Execute("UPDATE account SET password_hash = NULL, pin_hash = NULL WHERE id = @id", new { id });
        SecondFactors.EndAll(connection, id);
        EndTokens(connection, id);
        EndSessions(connection, id);
        return invitations.Create(connection, id, InvitationKind.Recovery, caller.AccountId);
    });

    /// <summary>Ends an account for good, with its sessions, tokens and invitation.</summary>
    /// <param name="caller">Who does it; nobody ends themselves.</param>
    /// <param name="id">Which.</param>
    /// <param name="evenTheLast">True when it is known that a participant is left without anybody at its security desk. Management keeps one always.</param>
    public Task EndAsync(Caller caller, OpaqueId id, bool evenTheLast = false) => ChangeAsync(caller, id, ActKinds.AccountEnded, (connection, account) =>
    {
        RequireAnother(caller, id);
        AccountChecks.NotTheLast(connection, account, evenTheLast);
        var now = time.GetUtcNow();
        connection.Execute("UPDATE account SET ended_at = @now WHERE id = @id", new { id, now });
        EndTokens(connection, id);
        connection.Execute("DELETE FROM invitation WHERE account_id = @id", new { id });
        EndSessions(connection, id);
        return true;
    });

    /// <summary>Signs somebody out everywhere.</summary>
    public Task EndSessionsAsync(Caller caller, OpaqueId id) => ChangeAsync(caller, id, ActKinds.SessionsEnded, (connection, account) =>
    {
        RequirePerson(account);
        EndSessions(connection, id);
        return true;
    });

    /// <summary>Makes a token for an account; this is the only moment at which it can be seen.</summary>
    public async Task<string> IssueTokenAsync(Caller caller, OpaqueId id, string label, byte[]? certificateHash = null)
    {
        AccountChecks.Label(label);
        var token = TerminalToken.Create();
        await ChangeAsync(caller, id, ActKinds.TokenIssued, (connection, account) =>
        {
            if (account.Kind != AccountKind.System && !caller.AccountId.IsEmpty)
            {
                throw new AdministrationException("Een token is voor een systeem, niet voor een mens.", isConflict: true, code: "alleen-systeem");
            }

            var tokenId = OpaqueId.Create();
            connection.Execute(
                "INSERT INTO terminal_token (id, token_hash, account_id, label, created_at, certificate_hash) VALUES (@tokenId, @Hash, @id, @label, @Now, @certificateHash)",
                new { tokenId, Hash = TerminalToken.HashOf(token), id, label, Now = time.GetUtcNow(), certificateHash });
            return tokenId;
        }, tokenId => tokenId.ToString()).ConfigureAwait(false);
        return token;
    }

    /// <summary>Ends a token of an account at once.</summary>
    public Task RevokeTokenAsync(Caller caller, OpaqueId id, OpaqueId tokenId) => ChangeAsync(caller, id, ActKinds.TokenRevoked, (connection, _) =>
    {
        var ended = connection.Execute(
            "UPDATE terminal_token SET ended_at = @Now WHERE id = @tokenId AND account_id = @id AND ended_at IS NULL",
            new { tokenId, id, Now = time.GetUtcNow() });
        return ended > 0 ? tokenId : throw new AdministrationException("Dit token is er niet of is al ingetrokken.", isConflict: true, code: "token-weg");
    }, ended => ended.ToString());

    /// <summary>Ends the token itself, for whoever holds it and does not know whose it is.</summary>
    public Task RevokeTokenAsync(Caller caller, string token) => writer.WriteAsync(connection =>
    {
        var found = connection.QuerySingleOrDefault<(OpaqueId Id, OpaqueId AccountId)?>(
            "SELECT id, account_id FROM terminal_token WHERE token_hash = @Hash AND ended_at IS NULL", new { Hash = TerminalToken.HashOf(token) })
            ?? throw new AdministrationException("Dit token is er niet of is al ingetrokken.", isConflict: true, code: "token-weg");
        var account = connection.QuerySingle<Account>("SELECT * FROM account WHERE id = @AccountId", new { found.AccountId });
        connection.Execute("UPDATE terminal_token SET ended_at = @Now WHERE id = @Id", new { found.Id, Now = time.GetUtcNow() });
        Append(connection, caller, ActKinds.TokenRevoked, account, [Detail("token", found.Id.ToString())]);
        return true;
    });

    private Task<(Account Account, string? Code)> MakeAsync(Caller caller, NewAccount wanted, string? passwordHash)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        AccountChecks.Form(wanted);
        var account = AccountStore.Make(wanted, passwordHash);
        if (!AccountChecks.MayChange(caller, account))
        {
            throw new AdministrationException("Een account met deze rol maakt een ander.");
        }

        return writer.WriteAsync(connection =>
        {
            AccountChecks.Place(connection, wanted);
            AccountStore.Insert(connection, account);
            var code = account.Kind == AccountKind.Person && passwordHash is null
                ? invitations.Create(connection, account.Id, InvitationKind.First, caller.AccountId)
                : null;
            Append(connection, caller, ActKinds.AccountCreated, account, [Detail("rol", RoleNames.Of(account.Role)), Detail("soortAccount", AccountKinds.Of(account.Kind))]);
            if (code is not null)
            {
                Append(connection, caller, ActKinds.AccountInvited, account, []);
            }

            return (account, code);
        });
    }

    private Task<T> ChangeAsync<T>(
        Caller caller, OpaqueId id, string kind, Func<SqliteConnection, Account, T> change,
        Func<T, string?>? tokenOf = null) =>
        writer.WriteAsync(connection =>
        {
            var account = AccountChecks.Find(connection, caller, id);
            var result = change(connection, account);
            Append(connection, caller, kind, account, [Detail("token", tokenOf?.Invoke(result))]);
            return result;
        });

    private void Append(SqliteConnection connection, Caller caller, string kind, Account account, IReadOnlyList<KeyValuePair<string, string?>> details) =>
        acts.Append(connection, transaction: null, caller, new Act(kind, account.Id, account.ParticipantId ?? default, details));

    private void EndTokens(SqliteConnection connection, OpaqueId id) => connection.Execute(
        "UPDATE terminal_token SET ended_at = @Now WHERE account_id = @id AND ended_at IS NULL", new { id, Now = time.GetUtcNow() });

    private static void EndSessions(SqliteConnection connection, OpaqueId id)
    {
        connection.Execute("UPDATE account SET security_stamp = @Stamp WHERE id = @id", new { id, Stamp = OpaqueId.Create().ToString() });
        connection.Execute("DELETE FROM session WHERE account_id = @id", new { id });
    }

    private static void RequireAnother(Caller caller, OpaqueId id)
    {
        if (caller.AccountId == id)
        {
            throw new AdministrationException("Uw eigen account beëindigt of herstelt een ander.", isConflict: true, code: "zelf");
        }
    }

    private static void RequirePerson(Account account)
    {
        if (account.Kind != AccountKind.Person)
        {
            throw new AdministrationException("Een systeem werkt alleen met tokens.", isConflict: true, code: "systeem");
        }
    }

    private static KeyValuePair<string, string?> Detail(string name, string? value) => KeyValuePair.Create(name, value);
}
