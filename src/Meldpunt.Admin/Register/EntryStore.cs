using Dapper;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.NotMe;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Register;

/// <summary>The entries in the store, and the feed of their changes. Only entries that run are ever handed out.</summary>
public sealed class EntryStore(SqliteDatabase database, Keyring keys)
{
    /// <summary>Entries that are not over, of participants that take part; with a parameter <c>today</c>.</summary>
    internal const string RunsAndTakesPart =
        $"last_day >= @today AND participant_id IN (SELECT id FROM participant WHERE {TakingPart.Condition})";

    // A withdrawn entry has no person to find.
    private const string IsInIndex = RunsAndTakesPart + " AND state <> 4";

    private const string Columns =
        """
        state, version, confirmed_by, confirmed_at, corrected_by, one_officer, last_day, last_incident_on, notice_kind, notice_on, remind_on, restricted_at, ended_at,
        ground, epoch, wrapped_key, surname, prefix, first_names, birth_date, birthplace, address, postcode, file_reference, weighing, notice_reason,
        weighing_of_age, restriction_reason, lift_reason, correction_reason
        """;

    private const string Values =
        """
        @State, @Version, @ConfirmedBy, @ConfirmedAt, @CorrectedBy, @OneOfficer, @LastDay, @LastIncidentOn, @NoticeKind, @NoticeOn, @RemindOn, @RestrictedAt, @EndedAt,
        @Ground, @Epoch, @WrappedKey, @Surname, @Prefix, @FirstNames, @BirthDate, @Birthplace, @Address, @Postcode, @FileReference, @Weighing, @NoticeReason,
        @WeighingOfAge, @RestrictionReason, @LiftReason, @CorrectionReason
        """;

    /// <summary>One entry of a participant, or null when it is not there, is over, or is another's.</summary>
    public Entry? Find(OpaqueId id, OpaqueId participantId, DateOnly today)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        return ReadOwn(connection, id, participantId, today) is { } row ? Unseal(connection, [row])[0] : null;
    }

    /// <summary>Entries of a participant, newest first, after the one given; the number asked for, or what is left.</summary>
    /// <param name="participantId">Whose.</param>
    /// <param name="today">The day it is in the Netherlands.</param>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="state">Only those in this state; null for all.</param>
    public IReadOnlyList<Entry> List(OpaqueId participantId, DateOnly today, OpaqueId? after, int count, EntryState? state = null)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        var inState = state is null ? string.Empty : "AND state = @state";
        var older = after is null ? string.Empty : "AND (registered_at, id) < (SELECT registered_at, id FROM entry WHERE id = @after)";
        return Unseal(connection, connection.Query<EntryRow>(
            $"""
            SELECT * FROM entry
            WHERE participant_id = @participantId AND {RunsAndTakesPart} {inState} {older}
            ORDER BY registered_at DESC, id DESC
            LIMIT @count
            """,
            new { participantId, today, after = after?.ToByteArray(), count, state }).AsList());
    }

    /// <summary>Entries of a participant of which the day of the reminder has come, longest ago first: somebody is still to be told.</summary>
    public IReadOnlyList<Entry> ListToTell(OpaqueId participantId, DateOnly today, int count)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        return Unseal(connection, connection.Query<EntryRow>(
            $"""
            SELECT * FROM entry
            WHERE participant_id = @participantId AND remind_on IS NOT NULL AND remind_on <= @today AND state <> 4 AND {RunsAndTakesPart}
            ORDER BY remind_on, id
            LIMIT @count
            """,
            new { participantId, today, count }).AsList());
    }

    /// <summary>Of these entries those that a desk may see after a look that found them: its own, and another's while gates match it.</summary>
    public IReadOnlySet<OpaqueId> StillSeen(OpaqueId participantId, IEnumerable<OpaqueId> ids, DateOnly today)
    {
        using var connection = database.Open();
        return connection.Query<OpaqueId>(
            $"SELECT id FROM entry WHERE id IN @ids AND {IsInIndex} AND (participant_id = @participantId OR state = @Active)",
            new { participantId, today, EntryState.Active, ids = ids.Select(id => id.ToByteArray()).ToList() }).ToHashSet();
    }

    /// <summary>How many entries of a participant are in a state.</summary>
    public int Count(OpaqueId participantId, DateOnly today, EntryState state)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<int>(
            $"SELECT count(*) FROM entry WHERE participant_id = @participantId AND state = @state AND {RunsAndTakesPart}", new { participantId, today, state });
    }

    /// <summary>Entries in the store, running or not: what sizes an index.</summary>
    public long CountAll()
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>("SELECT count(*) FROM entry");
    }

    /// <summary>One entry of a participant as it is inside a transaction; null as in <see cref="Find"/>.</summary>
    internal static EntryRow? ReadOwn(SqliteConnection connection, OpaqueId id, OpaqueId participantId, DateOnly today) =>
        connection.QuerySingleOrDefault<EntryRow>(
            $"SELECT * FROM entry WHERE id = @id AND participant_id = @participantId AND {RunsAndTakesPart}", new { id, participantId, today });

    /// <summary>An entry of whatever participant that has a person in it; null when there is none that runs.</summary>
    internal static EntryRow? ReadAnyones(SqliteConnection connection, OpaqueId id, DateOnly today) =>
        connection.QuerySingleOrDefault<EntryRow>($"SELECT * FROM entry WHERE id = @id AND {IsInIndex}", new { id, today });

    /// <summary>Puts an entry in, with the feed of changes.</summary>
    internal static void Insert(SqliteConnection connection, EntryRow row)
    {
        connection.Execute(
            $"""
            INSERT INTO entry (id, kind, participant_id, registered_by, registered_at, first_day, crime, crime_reported, {Columns})
            VALUES (@Id, @Kind, @ParticipantId, @RegisteredBy, @RegisteredAt, @FirstDay, @Crime, @CrimeReported, {Values})
            """,
            row);
        RecordChange(connection, row.Id);
    }

    /// <summary>Writes an entry that was changed, with the feed of changes.</summary>
    internal static void Update(SqliteConnection connection, EntryRow row)
    {
        connection.Execute($"UPDATE entry SET ({Columns}) = ({Values}) WHERE id = @Id", row);
        RecordChange(connection, row.Id);
    }

    /// <summary>Puts an incident of an entry in.</summary>
    internal static void Insert(SqliteConnection connection, IncidentRow row) => connection.Execute(
        """
        INSERT INTO entry_incident (id, entry_id, kind, happened_on, participant_id, recorded_by, recorded_at, crime_reported, found_by, file_reference)
        VALUES (@Id, @EntryId, @Kind, @HappenedOn, @ParticipantId, @RecordedBy, @RecordedAt, @CrimeReported, @FoundBy, @FileReference)
        """,
        row);

    /// <summary>Overwrites what the incidents of an entry say.</summary>
    internal static void EraseIncidents(SqliteConnection connection, OpaqueId entryId) => connection.Execute(
        "UPDATE entry_incident SET found_by = zeroblob(length(found_by)), file_reference = zeroblob(length(file_reference)) WHERE entry_id = @entryId",
        new { entryId });

    /// <summary>How many incidents an entry has.</summary>
    internal static int CountIncidents(SqliteConnection connection, OpaqueId entryId) =>
        connection.ExecuteScalar<int>("SELECT count(*) FROM entry_incident WHERE entry_id = @entryId", new { entryId });

    /// <summary>Decrypts entries with their incidents.</summary>
    internal IReadOnlyList<Entry> Unseal(SqliteConnection connection, IReadOnlyList<EntryRow> rows)
    {
        var incidents = connection.Query<IncidentRow>(
            "SELECT * FROM entry_incident WHERE entry_id IN @ids ORDER BY happened_on, recorded_at, id", new { ids = rows.Select(row => row.Id.ToByteArray()) })
            .ToLookup(incident => incident.EntryId);
        return [.. rows.Select(row => row.Unseal(keys.Epochs, incidents[row.Id]))];
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
        var marks = NotMeStore.AllThatCount(connection);
        read(connection.Query<EntryRow>($"SELECT * FROM entry WHERE {IsInIndex}", new { today }, buffered: false).Select(row => WithMarks(row, marks[row.Id])));
        return position;
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
            change.Row = ReadForIndex(connection, change.EntryId, today);
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
            read(id, ReadForIndex(connection, id, today));
        }
    }

    /// <summary>What is kept of a participant that left and was not erased yet, oldest first: not what was over meanwhile (article 5.5).</summary>
    internal IReadOnlyList<Entry> KeptOf(OpaqueId participantId, DateOnly today)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        return Unseal(connection, connection.Query<EntryRow>(
            "SELECT * FROM entry WHERE participant_id = @participantId AND last_day >= @today AND state <> 4 AND length(wrapped_key) > 0 ORDER BY registered_at, id",
            new { participantId, today }).AsList());
    }

    // In the snapshot of the entry itself: an index has both as they were at one moment.
    private static EntryRow? ReadForIndex(SqliteConnection connection, OpaqueId id, DateOnly today) =>
        ReadAnyones(connection, id, today) is { } row ? WithMarks(row, NotMeStore.ThatCount(connection, id)) : null;

    private static EntryRow WithMarks(EntryRow row, IEnumerable<NotMeRow> marks)
    {
        row.Marks = [.. marks];
        return row;
    }

    private static void RecordChange(SqliteConnection connection, OpaqueId entryId) => connection.Execute(
        "INSERT INTO entry_change (entry_id, change) VALUES (@entryId, @Change)", new { entryId, Change = EntryChangeKind.Put });
}
