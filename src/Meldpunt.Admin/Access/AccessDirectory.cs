using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Admin.Terminals;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Access;

/// <summary>
/// Who may do what, in memory, so that a query reads no database before its own log row. <see cref="Refresh"/> takes in changes; the host
/// calls it after its own changes and several times a second for those of other processes. Safe to use from many threads.
/// </summary>
public sealed class AccessDirectory
{
    private readonly SqliteDatabase _database;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private volatile AccessSnapshot _snapshot;

    public AccessDirectory(SqliteDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
        using var connection = database.Open();
        _snapshot = AccessSnapshot.Read(connection);
    }

    public IReadOnlyCollection<Participant> Participants => _snapshot.Participants.Values;

    public IReadOnlyCollection<Location> Locations => _snapshot.Locations.Values;

    public IReadOnlyCollection<Account> Accounts => _snapshot.AllAccounts.Values;

    /// <summary>The locations of a participant, by name.</summary>
    public IEnumerable<Location> LocationsOf(OpaqueId participantId) => Locations
        .Where(location => location.ParticipantId == participantId)
        .OrderBy(location => location.Name, StringComparer.Ordinal);

    /// <summary>How many officers a participant has: accounts of its security desk that have not ended.</summary>
    public int CountOfficers(OpaqueId participantId) =>
        Accounts.Count(account => account.ParticipantId == participantId && account is { Role: Role.Security, EndedAt: null });

    /// <summary>Whose token this is; null when it is nobody's, ended, of a participant that does not take part today, or bound to another certificate.</summary>
    /// <param name="token">The token.</param>
    /// <param name="certificateHash">SHA-256 of the certificate that came with it; empty when none did.</param>
    public Caller? FindByToken(string token, ReadOnlySpan<byte> certificateHash = default) =>
        _snapshot.FindByToken(token, certificateHash, DutchCalendar.Today(_time));

    /// <summary>The account of a session; null when it ended, changed its stamp, or its participant does not take part today.</summary>
    public Caller? FindByAccount(OpaqueId accountId, string securityStamp) =>
        _snapshot.FindByAccount(accountId, securityStamp, DutchCalendar.Today(_time));

    /// <summary>
    /// Whose session this is; null when the account ended, changed its stamp, its participant does not take part today, or the terminal ended or is of another participant.
    /// At a terminal the location is the terminal's.
    /// </summary>
    /// <param name="accountId">Whose session it is.</param>
    /// <param name="securityStamp">The account's when the session was opened.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="terminalId">The enrolled terminal that it was opened on; the empty id for any other browser.</param>
    public Caller? FindBySession(OpaqueId accountId, string securityStamp, OpaqueId sessionId, OpaqueId terminalId) =>
        _snapshot.FindByAccount(accountId, securityStamp, terminalId, DutchCalendar.Today(_time))?.In(sessionId);

    /// <summary>The terminal whose browser keeps this secret; null when it is nobody's, ended, or of a participant that does not take part today.</summary>
    public Terminal? FindTerminalBySecret(string secret) => _snapshot.FindTerminalBySecret(secret, DutchCalendar.Today(_time));

    /// <summary>A terminal, ended or not.</summary>
    public Terminal? FindTerminal(OpaqueId id) => _snapshot.AllTerminals.GetValueOrDefault(id);

    /// <summary>
    /// True when somebody who came in may still go on, as far as is known here and now: the account, its role and stamp, the token or terminal, and the participant. Whether the
    /// session is still there is not known here.
    /// </summary>
    public bool StillAllows(Caller caller) => _snapshot.StillAllows(caller, DutchCalendar.Today(_time));

    public Participant? FindParticipant(OpaqueId id) => _snapshot.Participants.GetValueOrDefault(id);

    public Location? FindLocation(OpaqueId id) => _snapshot.Locations.GetValueOrDefault(id);

    /// <summary>An account, ended or not.</summary>
    public Account? FindAccount(OpaqueId id) => _snapshot.AllAccounts.GetValueOrDefault(id);

    /// <summary>Reads the directory anew when its version moved.</summary>
    public void Refresh()
    {
        lock (_lock)
        {
            using var connection = _database.Open();
            if (AccessSnapshot.ReadVersion(connection) != _snapshot.Version)
            {
                _snapshot = AccessSnapshot.Read(connection);
            }
        }
    }
}
