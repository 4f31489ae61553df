using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Accounts;

/// <summary>
/// The accounts that somebody looks after: a desk those of its own participant, management those of the consortium and of the desks. Another's are not there. Reads the
/// database, because second factors and invitations are nowhere else. Safe to use from many threads.
/// </summary>
public sealed class AccountList(SqliteDatabase database, TimeProvider time)
{
    /// <summary>Most accounts on one page.</summary>
    public const int PageSize = 500;

    private const string Columns =
        """
        account.id, user_name, account.role, kind, account.participant_id, participant.name AS participant_name, location.name AS location_name, staff_number, account.ended_at,
        password_hash IS NOT NULL AS has_password, pin_hash IS NOT NULL AS has_pin,
        EXISTS (SELECT 1 FROM authenticator WHERE account_id = account.id) OR EXISTS (SELECT 1 FROM passkey WHERE account_id = account.id) AS has_second_factor,
        (SELECT max(started_at) FROM session WHERE account_id = account.id) AS signed_in_at,
        (SELECT count(*) FROM session WHERE account_id = account.id AND expires_at > @now) AS open_sessions,
        (SELECT max(expires_at) FROM invitation WHERE account_id = account.id) AS invited_until
        FROM account LEFT JOIN participant ON participant.id = account.participant_id LEFT JOIN location ON location.id = account.location_id
        """;

    /// <summary>Those that have not ended first, then by name.</summary>
    public IReadOnlyList<AccountLine> List(Caller caller)
    {
        using var connection = database.Open();
        return connection.Query<AccountLine>(
            $"SELECT {Columns} WHERE {Condition(caller)} ORDER BY account.ended_at IS NOT NULL, participant.name, user_name COLLATE NOCASE LIMIT {PageSize}",
            Parameters(caller)).AsList();
    }

    /// <summary>One of them, ended or not; null when there is none that this caller looks after.</summary>
    public AccountLine? Find(Caller caller, OpaqueId id)
    {
        var parameters = Parameters(caller);
        parameters.Add("id", id);
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<AccountLine>($"SELECT {Columns} WHERE {Condition(caller)} AND account.id = @id", parameters);
    }

    /// <summary>The tokens of an account, newest first.</summary>
    public IReadOnlyList<TokenLine> TokensOf(OpaqueId accountId)
    {
        using var connection = database.Open();
        return connection.Query<TokenLine>(
            $"SELECT id, label, created_at, ended_at FROM terminal_token WHERE account_id = @accountId ORDER BY created_at DESC LIMIT {PageSize}",
            new { accountId }).AsList();
    }

    // The same as AccountChecks.MayChange, asked of the database.
    private static string Condition(Caller caller) => caller.Role switch
    {
        Role.Security => "account.participant_id = @participantId",
        Role.Management => "account.role <> @gate",
        _ => "FALSE",
    };

    private DynamicParameters Parameters(Caller caller)
    {
        var parameters = new DynamicParameters();
        parameters.Add("participantId", caller.Participant?.Id);
        parameters.Add("gate", Role.Gate);
        parameters.Add("now", time.GetUtcNow());
        return parameters;
    }
}
