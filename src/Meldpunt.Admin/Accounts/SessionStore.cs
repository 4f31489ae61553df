using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Accounts;

/// <summary>
/// Sessions of people who signed in. The browser holds a random key, the store its hash and the ticket, so a session can be ended here and a
/// stolen database opens none. Whoever holds sessions in memory looks at <see cref="ReadVersion"/>: it moves when one ends or changes.
/// </summary>
public sealed class SessionStore(SqliteDatabase database, StoreWriter writer, ActLog acts, TimeProvider time)
{
    // What was used in memory a moment ago is written down up to a minute later; a session is not swept while that may still come.
    private static readonly TimeSpan SweepMargin = 2 * SessionLimits.SeenStep;

    private const string Columns =
        """
        SELECT key_hash, session.id, account_id, account.role, terminal_id, methods, device, started_at, seen_at, verified_at, expires_at, ticket
        FROM session JOIN account ON account.id = session.account_id
        """;

    /// <summary>What is kept of a key.</summary>
    public static byte[] HashOf(string key) => RandomSecret.HashOf(key);

    /// <summary>
    /// Keeps a session and returns the key under which it can be found. Beyond <see cref="SessionLimits.MaxPerAccount"/> the one that was used longest ago ends.
    /// </summary>
    public async Task<string> CreateAsync(NewSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var key = RandomSecret.Create();
        await writer.WriteAsync(connection =>
        {
            var now = time.GetUtcNow();
            connection.Execute(
                """
                DELETE FROM session WHERE account_id = @AccountId AND id NOT IN
                    (SELECT id FROM session WHERE account_id = @AccountId AND expires_at > @now ORDER BY seen_at DESC, started_at DESC LIMIT @Others)
                """,
                new { session.AccountId, now, Others = SessionLimits.MaxPerAccount - 1 });
            return connection.Execute(
                """
                INSERT INTO session (key_hash, id, account_id, terminal_id, methods, device, started_at, seen_at, verified_at, expires_at, ticket)
                VALUES (@Hash, @Id, @AccountId, @TerminalId, @Methods, @Device, @now, @now, @VerifiedAt, @ExpiresAt, @Ticket)
                """,
                new
                {
                    Hash = HashOf(key),
                    Id = OpaqueId.Create(),
                    session.AccountId,
                    TerminalId = session.TerminalId.IsEmpty ? (OpaqueId?)null : session.TerminalId,
                    session.Methods,
                    session.Device,
                    now,
                    VerifiedAt = session.IsVerified && (session.Methods & SignInMethods.SecondFactor) != SignInMethods.None ? now : (DateTimeOffset?)null,
                    ExpiresAt = now + SessionLimits.Absolute,
                    session.Ticket,
                });
        }).ConfigureAwait(false);
        return key;
    }

    /// <summary>The session of a key; null when it ended or one of its times is over.</summary>
    public Session? Find(string key) => Read(HashOf(key)).Session is { } session && IsOn(session) ? session : null;

    /// <summary>
    /// The session of a key's hash, with the version at which it was read; null when it ended. Whether its times are over is for the caller to say, who may know of later use.
    /// </summary>
    public (Session? Session, long Version) Read(byte[] keyHash)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        var version = VersionOf(connection);
        return (connection.QuerySingleOrDefault<Session>(Columns + " WHERE key_hash = @keyHash", new { keyHash }), version);
    }

    /// <summary>The sessions of an account that are on, the one that was used last first.</summary>
    public IReadOnlyList<Session> Of(OpaqueId accountId)
    {
        using var connection = database.Open();
        return connection.Query<Session>(Columns + " WHERE account_id = @accountId ORDER BY seen_at DESC, started_at DESC", new { accountId }).Where(IsOn).ToList();
    }

    /// <summary>Moves whenever a session ends or changes, in whatever process.</summary>
    public long ReadVersion()
    {
        using var connection = database.Open();
        return VersionOf(connection);
    }

    /// <summary>What can have changed of all sessions, and the version at which it was so.</summary>
    public (IReadOnlyList<SessionMark> Marks, long Version) ReadMarks()
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        return (connection.Query<SessionMark>("SELECT key_hash, methods, verified_at FROM session").AsList(), VersionOf(connection));
    }

    /// <summary>Somebody proved once more who they are. Returns the session's new key; the old one is dead. Null when the session is not there any more.</summary>
    public async Task<string?> VerifyAsync(OpaqueId id, SignInMethods methods)
    {
        var key = RandomSecret.Create();
        var changed = await writer.WriteAsync(connection => connection.Execute(
            "UPDATE session SET key_hash = @Hash, methods = methods | @methods, verified_at = @Now, seen_at = @Now WHERE id = @id",
            new { Hash = HashOf(key), methods, Now = time.GetUtcNow(), id })).ConfigureAwait(false);
        return changed > 0 ? key : null;
    }

    /// <summary>Writes down that sessions were used.</summary>
    public Task SaveSeenAsync(IReadOnlyCollection<(OpaqueId Id, DateTimeOffset At)> seen) => writer.WriteAsync(connection => connection.Execute(
        "UPDATE session SET seen_at = @At WHERE id = @Id AND seen_at < @At", seen.Select(one => new { one.Id, one.At })));

    /// <summary>Ends the session of a key.</summary>
    public Task EndAsync(string key) => writer.WriteAsync(connection => connection.Execute(
        "DELETE FROM session WHERE key_hash = @Hash", new { Hash = HashOf(key) }));

    /// <summary>Ends one session of an account; false when it has none of this id.</summary>
    public async Task<bool> EndAsync(OpaqueId accountId, OpaqueId id) => await writer.WriteAsync(connection => connection.Execute(
        "DELETE FROM session WHERE id = @id AND account_id = @accountId", new { id, accountId })).ConfigureAwait(false) > 0;

    /// <summary>Ends all sessions of an account but one; returns how many.</summary>
    public Task<int> EndOthersAsync(OpaqueId accountId, OpaqueId kept) => writer.WriteAsync(connection => connection.Execute(
        "DELETE FROM session WHERE account_id = @accountId AND id <> @kept", new { accountId, kept }));

    /// <summary>
    /// Ends all sessions of somebody else's account, which is an act; returns how many. A desk does so for its own participant only: throws
    /// <see cref="AdministrationException"/> otherwise.
    /// </summary>
    public Task<int> EndAllAsync(Caller caller, Account account)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(account);
        if (caller.Participant is { } own && own.Id != account.ParticipantId)
        {
            throw new AdministrationException("Dit account is niet van uw garage.");
        }

        return writer.WriteAsync(connection =>
        {
            var count = connection.Execute("DELETE FROM session WHERE account_id = @Id", new { account.Id });
            acts.Append(connection, transaction: null, caller, new Act(ActKinds.SessionsEnded, account.Id, account.ParticipantId ?? default));
            return count;
        });
    }

    /// <summary>Deletes what is over: past its end, unused for longer than its role allows, or of an account that ended.</summary>
    /// <param name="now">A moment up to which it is written down what was used.</param>
    public Task<int> SweepAsync(DateTimeOffset now) => writer.WriteAsync(connection =>
    {
        var count = connection.Execute(
            "DELETE FROM session WHERE expires_at <= @now OR account_id IN (SELECT id FROM account WHERE ended_at IS NOT NULL)", new { now });
        return count + Enum.GetValues<Role>().Sum(role => connection.Execute(
            "DELETE FROM session WHERE seen_at <= @Before AND account_id IN (SELECT id FROM account WHERE role = @role)",
            new { Before = now - SessionLimits.Idle(role) - SweepMargin, role }));
    });

    private bool IsOn(Session session)
    {
        var now = time.GetUtcNow();
        return now < session.ExpiresAt && now < session.SeenAt + SessionLimits.Idle(session.Role);
    }

    private static long VersionOf(SqliteConnection connection) => connection.ExecuteScalar<long>("SELECT version FROM session_version WHERE only = 1");
}
