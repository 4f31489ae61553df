using Dapper;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Accounts;

/// <summary>Accounts and the tokens of machines.</summary>
public sealed class AccountStore(SqliteDatabase database, StoreWriter writer, TimeProvider time)
{
    /// <summary>
    /// Makes an account without an act, for an installation that is being filled: a demo, a test. Everybody else goes by <see cref="AccountDesk"/>. Throws
    /// <see cref="AdministrationException"/> when it cannot be made.
    /// </summary>
    /// <param name="userName">Unique, without regard to case.</param>
    /// <param name="password">Null for an account that only works through tokens.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="participantId">For gate and security accounts.</param>
    /// <param name="locationId">For gate accounts.</param>
    public Task<Account> CreateAsync(string userName, string? password, Role role, OpaqueId? participantId, OpaqueId? locationId)
    {
        var wanted = new NewAccount { UserName = userName, Role = role, ParticipantId = participantId, LocationId = locationId };
        AccountChecks.Form(wanted);
        var account = Make(wanted, password is null ? null : PasswordHash.Create(password));
        return writer.WriteAsync(connection =>
        {
            AccountChecks.Place(connection, wanted);
            Insert(connection, account);
            return account;
        });
    }

    /// <summary>Makes a token for an account, without an act; this is the only moment at which the token itself can be seen.</summary>
    /// <param name="accountId">Whose it is.</param>
    /// <param name="label">Where it stands.</param>
    /// <param name="certificateHash">SHA-256 of the client certificate that it works with only; null for a token that works by itself.</param>
    public async Task<string> IssueTokenAsync(OpaqueId accountId, string label, byte[]? certificateHash = null)
    {
        var token = TerminalToken.Create();
        await IssueTokenAsync(accountId, label, token, certificateHash).ConfigureAwait(false);
        return token;
    }

    /// <summary>As above, with a token that <see cref="TerminalToken.Create"/> made before.</summary>
    public async Task IssueTokenAsync(OpaqueId accountId, string label, string token, byte[]? certificateHash = null)
    {
        await writer.WriteAsync(connection => connection.Execute(
            """
            INSERT INTO terminal_token (id, token_hash, account_id, label, created_at, certificate_hash)
            VALUES (@Id, @Hash, @accountId, @label, @Now, @certificateHash)
            """,
            new { Id = OpaqueId.Create(), Hash = TerminalToken.HashOf(token), accountId, label, Now = time.GetUtcNow(), certificateHash })).ConfigureAwait(false);
    }

    /// <summary>Ends a token at once, without an act; false when there is no such token that works.</summary>
    public async Task<bool> RevokeTokenAsync(string token) => await writer.WriteAsync(connection => connection.Execute(
        "UPDATE terminal_token SET ended_at = @Now WHERE token_hash = @Hash AND ended_at IS NULL",
        new { Hash = TerminalToken.HashOf(token), Now = time.GetUtcNow() })).ConfigureAwait(false) > 0;

    /// <summary>Ends an account, its tokens and its sessions at once, without an act; false when there is none that works.</summary>
    public async Task<bool> EndAsync(OpaqueId accountId) => await writer.WriteAsync(connection =>
    {
        connection.Execute("DELETE FROM session WHERE account_id = @accountId", new { accountId });
        return connection.Execute(
            "UPDATE account SET ended_at = @Now WHERE id = @accountId AND ended_at IS NULL", new { accountId, Now = time.GetUtcNow() });
    }).ConfigureAwait(false) > 0;

    /// <summary>The account of this name that has not ended, or null.</summary>
    public Account? FindByName(string userName)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<Account>(
            "SELECT * FROM account WHERE user_name = @userName AND ended_at IS NULL", new { userName });
    }

    /// <summary>The account of this id that has not ended, or null.</summary>
    public Account? FindById(OpaqueId id)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<Account>("SELECT * FROM account WHERE id = @id AND ended_at IS NULL", new { id });
    }

    /// <summary>The person at the gates of a participant with this staff number who has not ended, or null. Numbers are given by each participant for itself.</summary>
    public Account? FindByStaffNumber(OpaqueId participantId, string staffNumber)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<Account>(
            "SELECT * FROM account WHERE participant_id = @participantId AND staff_number = @staffNumber AND role = @Role AND kind = @Kind AND ended_at IS NULL",
            new { participantId, staffNumber, Role = Role.Gate, Kind = AccountKind.Person });
    }

    internal static Account Make(NewAccount wanted, string? passwordHash) => new()
    {
        Id = OpaqueId.Create(),
        UserName = wanted.UserName,
        PasswordHash = passwordHash,
        Role = wanted.Role,
        Kind = wanted.Kind,
        ParticipantId = wanted.ParticipantId,
        LocationId = wanted.LocationId,
        StaffNumber = wanted.StaffNumber,
        SecurityStamp = OpaqueId.Create().ToString(),
    };

    /// <summary>Who last gave the owner of an account a code, of an invitation or a recovery; null when nobody did.</summary>
    internal static OpaqueId? FindInviter(SqliteConnection connection, OpaqueId id) =>
        connection.QuerySingleOrDefault<OpaqueId?>("SELECT invited_by FROM account WHERE id = @id AND invited_by IS NOT NULL", new { id });

    internal static void Insert(SqliteConnection connection, Account account) => connection.Execute(
        """
        INSERT INTO account (id, user_name, password_hash, role, kind, participant_id, location_id, staff_number, security_stamp)
        VALUES (@Id, @UserName, @PasswordHash, @Role, @Kind, @ParticipantId, @LocationId, @StaffNumber, @SecurityStamp)
        """,
        account);
}
