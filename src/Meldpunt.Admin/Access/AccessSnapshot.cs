using System.Collections.Frozen;
using Dapper;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Participants;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Access;

/// <summary>Who may do what at one version of the directory: participants, locations, accounts and tokens. Immutable.</summary>
internal sealed class AccessSnapshot
{
    private readonly FrozenDictionary<string, Caller> _byToken;
    private readonly FrozenDictionary<OpaqueId, Caller> _byAccount;
    private readonly FrozenDictionary<OpaqueId, Caller> _byTokenId;
    private readonly FrozenDictionary<OpaqueId, TerminalRow> _terminals;

    private AccessSnapshot(
        long version, IEnumerable<Participant> participants, IEnumerable<Location> locations, IEnumerable<Account> accounts,
        IEnumerable<TokenRow> tokens, IEnumerable<TerminalRow> terminals)
    {
        Version = version;
        Participants = participants.ToFrozenDictionary(participant => participant.Id);
        Locations = locations.ToFrozenDictionary(location => location.Id);
        AllAccounts = accounts.ToFrozenDictionary(account => account.Id);

        // An account that ended may do nothing any more. Whether its participant takes part is a matter of the day, and asked every time.
        var allowed = AllAccounts.Values
            .Where(account => account.EndedAt is null)
            .ToDictionary(account => account.Id);
        _byAccount = allowed.Values.ToFrozenDictionary(account => account.Id, account => CallerOf(account, default));
        var working = tokens.Where(token => allowed.ContainsKey(token.AccountId)).ToList();
        _byTokenId = working.ToFrozenDictionary(token => token.Id, token => CallerOf(allowed[token.AccountId], token.Id));
        _byToken = working.ToFrozenDictionary(token => Convert.ToHexString(token.TokenHash), token => _byTokenId[token.Id], StringComparer.Ordinal);
        _terminals = terminals.ToFrozenDictionary(terminal => terminal.Id);
    }

    public long Version { get; }

    public FrozenDictionary<OpaqueId, Participant> Participants { get; }

    public FrozenDictionary<OpaqueId, Location> Locations { get; }

    /// <summary>Also the ones that ended: the log names them.</summary>
    public FrozenDictionary<OpaqueId, Account> AllAccounts { get; }

    public static AccessSnapshot Read(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        return new AccessSnapshot(
            ReadVersion(connection),
            connection.Query<Participant>("SELECT * FROM participant"),
            connection.Query<Location>("SELECT * FROM location"),
            connection.Query<Account>("SELECT id, user_name, role, participant_id, location_id, security_stamp, ended_at FROM account"),
            connection.Query<TokenRow>("SELECT id, token_hash, account_id FROM terminal_token WHERE ended_at IS NULL"),
            connection.Query<TerminalRow>("SELECT id, participant_id, location_id FROM terminal WHERE ended_at IS NULL"));
    }

    public static long ReadVersion(SqliteConnection connection) =>
        connection.ExecuteScalar<long>("SELECT version FROM directory_version WHERE only = 1");

    /// <summary>Whose token this is; null when it is nobody's, ended, or of a participant that does not take part today.</summary>
    public Caller? FindByToken(string token, DateOnly today) => token.Length > TerminalToken.MaxLength
        ? null
        : Allowed(_byToken.GetValueOrDefault(Convert.ToHexString(TerminalToken.HashOf(token))), today);

    /// <summary>The account of a session; null when it ended, changed its stamp, or its participant does not take part today.</summary>
    public Caller? FindByAccount(OpaqueId accountId, string securityStamp, DateOnly today) =>
        _byAccount.TryGetValue(accountId, out var known) && string.Equals(known.SecurityStamp, securityStamp, StringComparison.Ordinal)
            ? Allowed(known, today)
            : null;

    /// <summary>As above, at the terminal of the session; null too when that ended or is of another participant.</summary>
    public Caller? FindBySession(OpaqueId accountId, string securityStamp, OpaqueId sessionId, OpaqueId terminalId, DateOnly today)
    {
        if (FindByAccount(accountId, securityStamp, today) is not { } known)
        {
            return null;
        }

        if (terminalId.IsEmpty)
        {
            return CallerOf(AllAccounts[accountId], terminalId, sessionId, known.Location);
        }

        return _terminals.TryGetValue(terminalId, out var terminal) && terminal.ParticipantId == known.Participant?.Id
            ? CallerOf(AllAccounts[accountId], terminalId, sessionId, Locations[terminal.LocationId])
            : null;
    }

    /// <summary>True when the account, its role and stamp, the token or terminal, and the participant of a caller are still what they were when it came in.</summary>
    public bool StillAllows(Caller caller, DateOnly today)
    {
        var known = caller.SessionId.IsEmpty
            ? Allowed(_byTokenId.GetValueOrDefault(caller.TerminalId), today)
            : FindBySession(caller.AccountId, caller.SecurityStamp, caller.SessionId, caller.TerminalId, today);
        return known is not null
            && known.AccountId == caller.AccountId
            && known.Role == caller.Role
            && known.Participant?.Id == caller.Participant?.Id
            && string.Equals(known.SecurityStamp, caller.SecurityStamp, StringComparison.Ordinal);
    }

    private static Caller? Allowed(Caller? caller, DateOnly today) => caller?.Participant?.TakesPartOn(today) == false ? null : caller;

    private Participant? ParticipantOf(Account account) => account.ParticipantId is { } id ? Participants[id] : null;

    private Caller CallerOf(Account account, OpaqueId terminalId) =>
        CallerOf(account, terminalId, sessionId: default, account.LocationId is { } locationId ? Locations[locationId] : null);

    private Caller CallerOf(Account account, OpaqueId terminalId, OpaqueId sessionId, Location? location) => new()
    {
        AccountId = account.Id,
        UserName = account.UserName,
        Role = account.Role,
        Participant = ParticipantOf(account),
        Location = location,
        TerminalId = terminalId,
        SessionId = sessionId,
        SecurityStamp = account.SecurityStamp,
    };

    private sealed class TokenRow
    {
        public OpaqueId Id { get; init; }

        public required byte[] TokenHash { get; init; }

        public OpaqueId AccountId { get; init; }
    }

    private sealed class TerminalRow
    {
        public OpaqueId Id { get; init; }

        public OpaqueId ParticipantId { get; init; }

        public OpaqueId LocationId { get; init; }
    }
}
