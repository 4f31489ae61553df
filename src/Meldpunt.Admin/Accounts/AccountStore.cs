using Dapper;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Accounts;

/// <summary>Accounts and the tokens of machines.</summary>
public sealed class AccountStore(SqliteDatabase database, StoreWriter writer, TimeProvider time)
{
    /// <summary>Shortest password; there are no rules about its composition (OWASP ASVS 6.2).</summary>
    public const int MinPasswordLength = 12;

    private const int MaxNameLength = 64;

    /// <summary>Makes an account. Throws <see cref="AdministrationException"/> when it cannot be made.</summary>
    /// <param name="userName">Unique, without regard to case.</param>
    /// <param name="password">Null for an account that only works through tokens.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="participantId">For gate and security accounts.</param>
    /// <param name="locationId">For gate accounts.</param>
    public Task<Account> CreateAsync(string userName, string? password, Role role, OpaqueId? participantId, OpaqueId? locationId)
    {
        Check(userName, password, role, participantId, locationId);
        var account = new Account
        {
            Id = OpaqueId.Create(),
            UserName = userName,
            PasswordHash = password is null ? null : PasswordHash.Create(password),
            Role = role,
            ParticipantId = participantId,
            LocationId = locationId,
            SecurityStamp = OpaqueId.Create().ToString(),
        };
        return writer.WriteAsync(connection =>
        {
            if (connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM account WHERE user_name = @userName)", new { userName }))
            {
                throw new AdministrationException($"Er is al een account met de naam {userName}.", isConflict: true);
            }

            // The log says from where was asked (article 3.2); it would say it wrongly.
            if (locationId is not null && !connection.ExecuteScalar<bool>(
                "SELECT EXISTS (SELECT 1 FROM location WHERE id = @locationId AND participant_id = @participantId)",
                new { locationId, participantId }))
            {
                throw new AdministrationException("Deze locatie hoort niet bij deze deelnemer.");
            }

            connection.Execute(
                """
                INSERT INTO account (id, user_name, password_hash, role, participant_id, location_id, security_stamp)
                VALUES (@Id, @UserName, @PasswordHash, @Role, @ParticipantId, @LocationId, @SecurityStamp)
                """,
                account);
            return account;
        });
    }

    /// <summary>Makes a token for an account; this is the only moment at which the token itself can be seen.</summary>
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

    /// <summary>Ends a token at once; false when there is no such token that works.</summary>
    public async Task<bool> RevokeTokenAsync(string token) => await writer.WriteAsync(connection => connection.Execute(
        "UPDATE terminal_token SET ended_at = @Now WHERE token_hash = @Hash AND ended_at IS NULL",
        new { Hash = TerminalToken.HashOf(token), Now = time.GetUtcNow() })).ConfigureAwait(false) > 0;

    /// <summary>Ends an account, its tokens and its sessions at once; false when there is none that works.</summary>
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

    /// <summary>Keeps what sign-in changes of an account: hash, failed attempts, lock.</summary>
    public Task SaveSignInStateAsync(Account account) => writer.WriteAsync(connection => connection.Execute(
        """
        UPDATE account
        SET password_hash = @PasswordHash, failed_sign_ins = @FailedSignIns, locked_until = @LockedUntil
        WHERE id = @Id
        """,
        account));

    private static void Check(string userName, string? password, Role role, OpaqueId? participantId, OpaqueId? locationId)
    {
        var worksForParticipant = role is Role.Gate or Role.Security;
        var problem =
            userName.Length is 0 or > MaxNameLength || !userName.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@')
                ? $"Een gebruikersnaam heeft 1 tot {MaxNameLength} letters, cijfers en . - _ @."
            : password is { Length: < MinPasswordLength } ? $"Een wachtwoord heeft ten minste {MinPasswordLength} tekens."
            : worksForParticipant && participantId is null ? "Een account voor poort of veiligheid hoort bij een deelnemer."
            : !worksForParticipant && participantId is not null ? "Een account voor toezicht of beheer hoort niet bij een deelnemer."
            : role == Role.Gate && locationId is null ? "Een account voor de poort hoort bij een locatie."
            : role != Role.Gate && locationId is not null ? "Alleen een account voor de poort hoort bij een locatie."
            : null;
        if (problem is not null)
        {
            throw new AdministrationException(problem);
        }
    }
}
