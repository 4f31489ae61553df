using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Access;

/// <summary>
/// Who may do what, in memory, so that a query reads no database before its own log row. <see cref="Refresh"/> takes in changes; the host
/// calls it after its own changes and several times a second for those of other processes. Safe to use from many threads.
/// </summary>
public sealed class AccessDirectory
{
    private readonly SqliteDatabase _database;
    private readonly Lock _lock = new();
    private volatile AccessSnapshot _snapshot;

    public AccessDirectory(SqliteDatabase database)
    {
        _database = database;
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

    /// <summary>Whose token this is; null when it is nobody's, ended, or of a participant that left.</summary>
    public Caller? FindByToken(string token) => _snapshot.FindByToken(token);

    /// <summary>The account of a session; null when it ended, changed its stamp, or its participant left.</summary>
    public Caller? FindByAccount(OpaqueId accountId, string securityStamp) => _snapshot.FindByAccount(accountId, securityStamp);

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
