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
    private readonly FrozenDictionary<string, (OpaqueId TokenId, OpaqueId AccountId)> _tokens;
    private readonly FrozenDictionary<OpaqueId, Account> _accounts;

    private AccessSnapshot(
        long version, IEnumerable<Participant> participants, IEnumerable<Location> locations, IEnumerable<Account> accounts,
        IEnumerable<TokenRow> tokens)
    {
        Version = version;
        Participants = participants.ToFrozenDictionary(participant => participant.Id);
        Locations = locations.ToFrozenDictionary(location => location.Id);
        AllAccounts = accounts.ToFrozenDictionary(account => account.Id);
        _accounts = AllAccounts.Values.Where(account => account.EndedAt is null).ToFrozenDictionary(account => account.Id);
        _tokens = tokens.ToFrozenDictionary(
            token => Convert.ToHexString(token.TokenHash), token => (token.Id, token.AccountId), StringComparer.Ordinal);
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
            connection.Query<TokenRow>("SELECT id, token_hash, account_id FROM terminal_token WHERE ended_at IS NULL"));
    }

    public static long ReadVersion(SqliteConnection connection) =>
        connection.ExecuteScalar<long>("SELECT version FROM directory_version WHERE only = 1");

    /// <summary>Whose token this is; null when it is nobody's, ended, or of a participant that left.</summary>
    public Caller? FindByToken(string token)
    {
        if (token.Length > TerminalToken.MaxLength)
        {
            return null;
        }

        return _tokens.TryGetValue(Convert.ToHexString(TerminalToken.HashOf(token)), out var ids) ? Resolve(ids) : null;
    }

    /// <summary>The account of a session; null when it ended, changed its stamp, or its participant left.</summary>
    public Caller? FindByAccount(OpaqueId accountId, string securityStamp) =>
        _accounts.TryGetValue(accountId, out var account)
        && string.Equals(account.SecurityStamp, securityStamp, StringComparison.Ordinal)
            ? Resolve((default, accountId))
            : null;

    private Caller? Resolve((OpaqueId TokenId, OpaqueId AccountId) ids)
    {
        if (!_accounts.TryGetValue(ids.AccountId, out var account))
        {
            return null;
        }

        var participant = account.ParticipantId is { } participantId ? Participants[participantId] : null;
        return participant?.LeftOn is not null ? null : new Caller
        {
            AccountId = account.Id,
            UserName = account.UserName,
            Role = account.Role,
            Participant = participant,
            Location = account.LocationId is { } locationId ? Locations[locationId] : null,
            TerminalId = ids.TokenId,
        };
    }

    private sealed class TokenRow
    {
        public OpaqueId Id { get; init; }

        public required byte[] TokenHash { get; init; }

        public OpaqueId AccountId { get; init; }
    }
}
