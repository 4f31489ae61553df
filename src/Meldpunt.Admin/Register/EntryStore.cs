using Dapper;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Register;

/// <summary>The entries in the store, and the feed of their changes. Only entries that run are ever handed out.</summary>
public sealed class EntryStore(SqliteDatabase database, Keyring keys)
{
    private const string RunsAndTakesPart =
        $"last_day >= @today AND participant_id IN (SELECT id FROM participant WHERE {TakingPart.Condition})";

    /// <summary>One entry of a participant, or null when it is not there, is over, or is another's.</summary>
    public Entry? Find(OpaqueId id, OpaqueId participantId, DateOnly today)
    {
        using var connection = database.Open();
        var row = connection.QuerySingleOrDefault<EntryRow>(
            $"SELECT * FROM entry WHERE id = @id AND participant_id = @participantId AND {RunsAndTakesPart}",
            new { id, participantId, today });
        return row is null ? null : Unseal(row);
    }

    /// <summary>Entries of a participant, newest first, after the one given; the number asked for, or what is left.</summary>
    public IReadOnlyList<Entry> List(OpaqueId participantId, DateOnly today, OpaqueId? after, int count)
    {
        using var connection = database.Open();
        return connection.Query<EntryRow>(
            $"""
            SELECT * FROM entry
            WHERE participant_id = @participantId AND {RunsAndTakesPart}
              AND (@after IS NULL OR (registered_at, id) < (SELECT registered_at, id FROM entry WHERE id = @after))
            ORDER BY registered_at DESC, id DESC
            LIMIT @count
            """,
            new { participantId, today, after = after?.ToByteArray(), count }).Select(Unseal).ToList();
    }

    /// <summary>
    /// True when one of these entries is a running warning, about another incident, that the incident of this ban follows within twelve months.
    /// </summary>
    internal bool AnyEarlierWarning(IEnumerable<OpaqueId> ids, Registration ban, OpaqueId participantId, DateOnly today)
    {
        using var connection = database.Open();
        return ids
            .Select(id => connection.QuerySingleOrDefault<EntryRow>(
                $"SELECT * FROM entry WHERE id = @id AND kind = @kind AND {RunsAndTakesPart}", new { id, kind = EntryKind.Warning, today }))
            .Any(row => row is not null
                && RegistrationRules.CountsAsEarlier(row.FirstDay, ban.IncidentDate)
                && !IsSameIncident(row, ban, participantId));
    }

    /// <summary>Puts an entry in; returns the place of the change in the feed.</summary>
    internal static long Insert(SqliteConnection connection, EntryRow row)
    {
        connection.Execute(
            """
            INSERT INTO entry (
                id, kind, participant_id, registered_by, registered_at, first_day, last_day, last_incident_on, crime, crime_reported,
                notice_kind, notice_on, epoch, wrapped_key, surname, prefix, first_names, birth_date, birthplace, address, postcode,
                file_reference, weighing, notice_reason)
            VALUES (
                @Id, @Kind, @ParticipantId, @RegisteredBy, @RegisteredAt, @FirstDay, @LastDay, @LastIncidentOn, @Crime, @CrimeReported,
                @NoticeKind, @NoticeOn, @Epoch, @WrappedKey, @Surname, @Prefix, @FirstNames, @BirthDate, @Birthplace, @Address, @Postcode,
                @FileReference, @Weighing, @NoticeReason)
            """,
            row);
        return connection.ExecuteScalar<long>(
            "INSERT INTO entry_change (entry_id, change) VALUES (@Id, @Change) RETURNING seq", new { row.Id, Change = EntryChangeKind.Put });
    }

    /// <summary>Tells the feed that all entries of a participant are to match no longer (article 7.2).</summary>
    internal static void RecordRemovalOfAll(SqliteConnection connection, OpaqueId participantId) =>
        connection.Execute(
            "INSERT INTO entry_change (entry_id, change) SELECT id, @Change FROM entry WHERE participant_id = @participantId",
            new { participantId, Change = EntryChangeKind.Removed });

    /// <summary>Entries that run today, for building an index, read in one snapshot together with the place in the feed that they stand for.</summary>
    internal long ReadAll(DateOnly today, Action<IEnumerable<EntryRow>> read)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        var position = connection.ExecuteScalar<long>("SELECT coalesce(max(seq), 0) FROM entry_change");
        read(connection.Query<EntryRow>($"SELECT * FROM entry WHERE {RunsAndTakesPart}", new { today }, buffered: false));
        return position;
    }

    /// <summary>Entries in the store, running or not: what sizes an index.</summary>
    public long CountAll()
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>("SELECT count(*) FROM entry");
    }

    /// <summary>Changes after a place in the feed, in order, each with the entry as it is now (null when it is gone or must match no longer).</summary>
    internal IReadOnlyList<EntryChange> ReadChanges(long after, DateOnly today, int count)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        var changes = connection.Query<EntryChange>(
            "SELECT seq, entry_id FROM entry_change WHERE seq > @after ORDER BY seq LIMIT @count", new { after, count }).ToList();
        foreach (var change in changes)
        {
            change.Row = connection.QuerySingleOrDefault<EntryRow>(
                $"SELECT * FROM entry WHERE id = @EntryId AND {RunsAndTakesPart}", new { change.EntryId, today });
        }

        return changes;
    }

    /// <summary>The participants that take part on a day.</summary>
    internal HashSet<OpaqueId> ParticipantsOn(DateOnly today)
    {
        using var connection = database.Open();
        return [.. connection.Query<OpaqueId>($"SELECT id FROM participant WHERE {TakingPart.Condition}", new { today })];
    }

    /// <summary>Every entry of a participant, running or not; null rows for those that run not, so that an index can take in or let go all of them.</summary>
    internal void ReadAllOf(OpaqueId participantId, DateOnly today, Action<OpaqueId, EntryRow?> read)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        foreach (var id in connection.Query<OpaqueId>("SELECT id FROM entry WHERE participant_id = @participantId", new { participantId }).AsList())
        {
            read(id, connection.QuerySingleOrDefault<EntryRow>($"SELECT * FROM entry WHERE id = @id AND {RunsAndTakesPart}", new { id, today }));
        }
    }

    /// <summary>What is kept of a participant that left and was not erased yet, oldest first.</summary>
    internal IReadOnlyList<Entry> KeptOf(OpaqueId participantId)
    {
        using var connection = database.Open();
        return connection.Query<EntryRow>(
            "SELECT * FROM entry WHERE participant_id = @participantId AND length(wrapped_key) > 0 ORDER BY registered_at, id", new { participantId })
            .Select(Unseal)
            .ToList();
    }

    private Entry Unseal(EntryRow row) => row.Unseal(keys.Epochs.Get(CalendarMonth.Parse(row.Epoch)));

    // One incident is one step of the ladder. Two on one day are told apart by their files.
    private bool IsSameIncident(EntryRow warning, Registration ban, OpaqueId participantId) =>
        warning.LastIncidentOn == ban.IncidentDate
        && warning.ParticipantId == participantId
        && string.Equals(Unseal(warning).FileReference, ban.FileReference, StringComparison.OrdinalIgnoreCase);
}
