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
    private readonly FrozenDictionary<string, (Caller Caller, byte[] CertificateHash)> _byToken;
    private readonly FrozenDictionary<OpaqueId, (Caller Caller, string SecurityStamp)> _byAccount;

    private AccessSnapshot(
        long version, IEnumerable<Participant> participants, IEnumerable<Location> locations, IEnumerable<Account> accounts,
        IEnumerable<TokenRow> tokens)
    {
        Version = version;
        Participants = participants.ToFrozenDictionary(participant => participant.Id);
        Locations = locations.ToFrozenDictionary(location => location.Id);
        AllAccounts = accounts.ToFrozenDictionary(account => account.Id);

        // An account that ended may do nothing any more. Whether its participant takes part is a matter of the day, and asked every time.
        var allowed = AllAccounts.Values
            .Where(account => account.EndedAt is null)
            .ToDictionary(account => account.Id);
        _byAccount = allowed.Values.ToFrozenDictionary(account => account.Id, account => (CallerOf(account, default), account.SecurityStamp));
        _byToken = tokens
            .Where(token => allowed.ContainsKey(token.AccountId))
            .ToFrozenDictionary(
                token => Convert.ToHexString(token.TokenHash), token => (CallerOf(allowed[token.AccountId], token.Id), token.CertificateHash ?? []), StringComparer.Ordinal);
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
            connection.Query<TokenRow>("SELECT id, token_hash, account_id, certificate_hash FROM terminal_token WHERE ended_at IS NULL"));
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
            ? Allowed(known.Caller, today)
            : null;

    private static Caller? Allowed(Caller? caller, DateOnly today) => caller?.Participant?.TakesPartOn(today) == false ? null : caller;

    private Participant? ParticipantOf(Account account) => account.ParticipantId is { } id ? Participants[id] : null;

    private Caller CallerOf(Account account, OpaqueId terminalId) => new()
    {
        AccountId = account.Id,
        UserName = account.UserName,
        Role = account.Role,
        Participant = ParticipantOf(account),
        Location = account.LocationId is { } locationId ? Locations[locationId] : null,
        TerminalId = terminalId,
    };

    private sealed class TokenRow
    {
        public OpaqueId Id { get; init; }

        public required byte[] TokenHash { get; init; }

        public OpaqueId AccountId { get; init; }

        public byte[]? CertificateHash { get; init; }
    }
}
