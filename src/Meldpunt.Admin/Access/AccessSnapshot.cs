using System.Collections.Frozen;
using Dapper;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Terminals;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Access;

/// <summary>Who may do what at one version of the directory: participants, locations, accounts, tokens and terminals. Immutable.</summary>
internal sealed class AccessSnapshot
{
    private readonly FrozenDictionary<string, (Caller Caller, byte[] CertificateHash)> _byToken;
    private readonly FrozenDictionary<OpaqueId, Caller> _byAccount;
    private readonly FrozenDictionary<OpaqueId, Caller> _byTokenId;
    private readonly FrozenDictionary<string, Terminal> _bySecret;

    private AccessSnapshot(
        long version, IEnumerable<Participant> participants, IEnumerable<Location> locations, IEnumerable<Account> accounts,
        IEnumerable<TokenRow> tokens, IEnumerable<Terminal> terminals, IEnumerable<SecretRow> secrets)
    {
        Version = version;
        Participants = participants.ToFrozenDictionary(participant => participant.Id);
        Locations = locations.ToFrozenDictionary(location => location.Id);
        AllAccounts = accounts.ToFrozenDictionary(account => account.Id);
        AllTerminals = terminals.ToFrozenDictionary(terminal => terminal.Id);
        _bySecret = secrets.ToFrozenDictionary(row => Convert.ToHexString(row.SecretHash), row => AllTerminals[row.Id], StringComparer.Ordinal);

        // An account that ended may do nothing any more. Whether its participant takes part is a matter of the day, and asked every time.
        var allowed = AllAccounts.Values
            .Where(account => account.EndedAt is null)
            .ToDictionary(account => account.Id);
        // A system has no sessions: it works through tokens only.
        _byAccount = allowed.Values.Where(account => account.Kind == AccountKind.Person).ToFrozenDictionary(account => account.Id, account => CallerOf(account, default));
        var working = tokens.Where(token => allowed.ContainsKey(token.AccountId)).ToList();
        _byTokenId = working.ToFrozenDictionary(token => token.Id, token => CallerOf(allowed[token.AccountId], token.Id));
        _byToken = working.ToFrozenDictionary(
            token => Convert.ToHexString(token.TokenHash), token => (_byTokenId[token.Id], token.CertificateHash ?? []), StringComparer.Ordinal);
    }

    public long Version { get; }

    public FrozenDictionary<OpaqueId, Participant> Participants { get; }

    public FrozenDictionary<OpaqueId, Location> Locations { get; }

    /// <summary>Also the ones that ended: the log names them.</summary>
    public FrozenDictionary<OpaqueId, Account> AllAccounts { get; }

    /// <summary>Also the ones that ended, for the same reason.</summary>
    public FrozenDictionary<OpaqueId, Terminal> AllTerminals { get; }

    public static AccessSnapshot Read(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        return new AccessSnapshot(
            ReadVersion(connection),
            connection.Query<Participant>("SELECT * FROM participant"),
            connection.Query<Location>("SELECT * FROM location"),
            connection.Query<Account>("SELECT id, user_name, kind, role, participant_id, location_id, security_stamp, ended_at FROM account"),
            connection.Query<TokenRow>("SELECT id, token_hash, account_id, certificate_hash FROM terminal_token WHERE ended_at IS NULL"),
            connection.Query<Terminal>(
                "SELECT id, participant_id, location_id, label, created_at, code_expires_at, certificate_hash, enrolled_at, ended_at FROM terminal"),
            connection.Query<SecretRow>("SELECT id, secret_hash FROM terminal WHERE secret_hash IS NOT NULL AND ended_at IS NULL"));
    }

    public static long ReadVersion(SqliteConnection connection) =>
        connection.ExecuteScalar<long>("SELECT version FROM directory_version WHERE only = 1");

    /// <summary>Whose token this is; null when it is nobody's, ended, of a participant that does not take part today, or comes without the certificate that it is bound to.</summary>
    public Caller? FindByToken(string token, ReadOnlySpan<byte> certificateHash, DateOnly today) =>
        token.Length <= TerminalToken.MaxLength
        && _byToken.TryGetValue(Convert.ToHexString(TerminalToken.HashOf(token)), out var known)
        && (known.CertificateHash.Length == 0 || certificateHash.SequenceEqual(known.CertificateHash))
            ? Allowed(known.Caller, today)
            : null;

    /// <summary>The account of a session; null when it ended, changed its stamp, or its participant does not take part today.</summary>
    public Caller? FindByAccount(OpaqueId accountId, string securityStamp, DateOnly today) =>
        _byAccount.TryGetValue(accountId, out var known) && string.Equals(known.SecurityStamp, securityStamp, StringComparison.Ordinal)
            ? Allowed(known, today)
            : null;

    /// <summary>
    /// The account of a session that was opened on a terminal: it asks from where that stands. Null when the terminal is not one of the account's participant, or ended.
    /// </summary>
    public Caller? FindByAccount(OpaqueId accountId, string securityStamp, OpaqueId terminalId, DateOnly today)
    {
        if (terminalId.IsEmpty || FindByAccount(accountId, securityStamp, today) is not { } elsewhere)
        {
            return terminalId.IsEmpty ? FindByAccount(accountId, securityStamp, today) : null;
        }

        return AllTerminals.TryGetValue(terminalId, out var terminal) && Works(terminal) && terminal.ParticipantId == elsewhere.Participant?.Id
            ? elsewhere.At(Locations[terminal.LocationId], terminalId)
            : null;
    }

    /// <summary>True when the account, its role and stamp, the token or terminal, and the participant of a caller are still what they were when it came in.</summary>
    public bool StillAllows(Caller caller, DateOnly today)
    {
        var known = caller.SessionId.IsEmpty
            ? Allowed(_byTokenId.GetValueOrDefault(caller.TerminalId), today)
            : FindByAccount(caller.AccountId, caller.SecurityStamp, caller.TerminalId, today);
        return known is not null
            && known.AccountId == caller.AccountId
            && known.Role == caller.Role
            && known.Participant?.Id == caller.Participant?.Id
            && string.Equals(known.SecurityStamp, caller.SecurityStamp, StringComparison.Ordinal);
    }

    /// <summary>The terminal whose browser keeps this secret; null when it is nobody's, ended, or of a participant that does not take part today.</summary>
    public Terminal? FindTerminalBySecret(string secret, DateOnly today) =>
        secret.Length is > 0 and <= TerminalSecret.MaxLength
        && _bySecret.GetValueOrDefault(Convert.ToHexString(RandomSecret.HashOf(secret))) is { } terminal
        && Participants[terminal.ParticipantId].TakesPartOn(today)
            ? terminal
            : null;

    private static bool Works(Terminal terminal) => terminal is { EnrolledAt: not null, EndedAt: null };

    private static Caller? Allowed(Caller? caller, DateOnly today) => caller?.Participant?.TakesPartOn(today) == false ? null : caller;

    private Participant? ParticipantOf(Account account) => account.ParticipantId is { } id ? Participants[id] : null;

    private Caller CallerOf(Account account, OpaqueId terminalId) => new()
    {
        AccountId = account.Id,
        UserName = account.UserName,
        Role = account.Role,
        Kind = account.Kind,
        Participant = ParticipantOf(account),
        Location = account.LocationId is { } locationId ? Locations[locationId] : null,
        TerminalId = terminalId,
        SecurityStamp = account.SecurityStamp,
    };

    private sealed class SecretRow
    {
        public OpaqueId Id { get; init; }

        public required byte[] SecretHash { get; init; }
    }

    private sealed class TokenRow
    {
        public OpaqueId Id { get; init; }

        public required byte[] TokenHash { get; init; }

        public OpaqueId AccountId { get; init; }

        public byte[]? CertificateHash { get; init; }
    }
}
