using System.Data;
using Dapper;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.FollowUps;

/// <summary>Reads cases. Safe to use from many threads.</summary>
public sealed class FollowUpStore(SqliteDatabase database, Keyring keys)
{
    // Each side has its index of open cases, which one condition for both sides would not use.
    private const string OpenOfDesk =
        """
        (SELECT * FROM follow_up WHERE asker_id = @participantId AND state IN (1, 2, 3)
         UNION ALL SELECT * FROM follow_up WHERE source_id = @participantId AND asker_id <> @participantId AND state IN (1, 2, 3))
        """;

    // Of a withdrawn entry row and key are overwritten, of a participant that went the key is empty.
    private const string EntryIsThere = "state <> 4 AND length(wrapped_key) > 0";

    /// <summary>One case of a participant, as asker or as source; null when it is not there or between two others.</summary>
    public FollowUp? Find(OpaqueId id, OpaqueId participantId)
    {
        using var connection = database.Open();
        return Read(connection, id, participantId);
    }

    /// <summary>One case, of whomever; for the consortium, which is told of those that wait too long.</summary>
    public FollowUp? FindAnyones(OpaqueId id)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<FollowUp>("SELECT * FROM follow_up WHERE id = @id", new { id });
    }

    /// <summary>
    /// The open cases of a desk, on either side: first those that wait for it, then those that wait for the other desk; of each the oldest first, at most so many. A desk that
    /// does not confirm for days must not hide from its neighbour that a visitor stands at a gate.
    /// </summary>
    public IReadOnlyList<FollowUp> Open(OpaqueId participantId, int count)
    {
        const string WaitsForUs =
            """
            (asker_id = @participantId AND (state <> 3 OR source_says IS 2)) OR (source_id = @participantId AND source_says IS NULL AND (called_at IS NOT NULL OR tries > 0))
            """;
        using var connection = database.Open();
        return connection.Query<FollowUp>(
            $"SELECT * FROM {OpenOfDesk} ORDER BY ({WaitsForUs}) DESC, opened_at, id LIMIT @count",
            new { participantId, count }).AsList();
    }

    /// <summary>How many open cases a desk has, on either side.</summary>
    public int CountOpen(OpaqueId participantId)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<int>($"SELECT count(*) FROM {OpenOfDesk}", new { participantId });
    }

    /// <summary>Cases of a desk, newest first, after the one given.</summary>
    public IReadOnlyList<FollowUp> List(FollowUpFilter filter, OpaqueId? after, int count)
    {
        ArgumentNullException.ThrowIfNull(filter);
        using var connection = database.Open();
        var side = filter.Side switch
        {
            FollowUpSide.Asker => "asker_id = @ParticipantId AND source_id <> @ParticipantId",
            FollowUpSide.Source => "source_id = @ParticipantId AND asker_id <> @ParticipantId",
            FollowUpSide.Both => "asker_id = @ParticipantId AND source_id = @ParticipantId",
            _ => "(asker_id = @ParticipantId OR source_id = @ParticipantId)",
        };
        return connection.Query<FollowUp>(
            $"""
            SELECT * FROM follow_up
            WHERE {side}
              {(filter.State is null ? string.Empty : "AND state = @State")}
              {(filter.OnlyOpen ? "AND state IN (1, 2, 3)" : string.Empty)}
              {(filter.MatchNumber is null ? string.Empty : "AND match_year = @MatchYear AND match_number = @MatchNumber")}
              {(filter.From is null ? string.Empty : "AND opened_at >= @From")}
              {(filter.Until is null ? string.Empty : "AND opened_at < @Until")}
              {(after is null ? string.Empty : "AND (opened_at, id) < (SELECT opened_at, id FROM follow_up WHERE id = @after)")}
            ORDER BY opened_at DESC, id DESC
            LIMIT @count
            """,
            new
            {
                filter.ParticipantId,
                filter.State,
                filter.MatchYear,
                filter.MatchNumber,
                filter.From,
                filter.Until,
                after = after?.ToByteArray(),
                count,
            }).AsList();
    }

    /// <summary>All cases of one question at a gate; none when it matched nobody or its cases are not opened yet.</summary>
    public IReadOnlyList<FollowUp> OfQuery(OpaqueId queryId)
    {
        using var connection = database.Open();
        return connection.Query<FollowUp>("SELECT * FROM follow_up WHERE query_id = @queryId ORDER BY place", new { queryId }).AsList();
    }

    /// <summary>What stands in a case in words. Empty when the entry is gone, because they were sealed with its key.</summary>
    public FollowUpTexts Texts(FollowUp one)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.SpokenWith is null && one.Conditions is null)
        {
            return FollowUpTexts.None;
        }

        using var connection = database.Open();
        if (ReadEntry(connection, one.EntryId) is not { } entry)
        {
            return FollowUpTexts.None;
        }

        using var cipher = entry.OpenCipher(keys.Epochs);
        return new FollowUpTexts(
            one.SpokenWith is null ? null : cipher.Unseal(FollowUpTexts.SpokenWithOf(one.Id), one.SpokenWith),
            one.Conditions is null ? null : cipher.Unseal(FollowUpTexts.ConditionsOf(one.Id), one.Conditions));
    }

    /// <summary>What a desk may see of the entry after a match (protocol article 5.2 h-k): kind and days; null when it is gone.</summary>
    public FollowUpEntry? EntryOf(FollowUp one)
    {
        ArgumentNullException.ThrowIfNull(one);
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<FollowUpEntry>(
            $"SELECT kind, state, first_day, last_day FROM entry WHERE id = @EntryId AND {EntryIsThere}", new { one.EntryId });
    }

    internal static FollowUp? Read(SqliteConnection connection, OpaqueId id, OpaqueId participantId) => connection.QuerySingleOrDefault<FollowUp>(
        "SELECT * FROM follow_up WHERE id = @id AND (asker_id = @participantId OR source_id = @participantId)", new { id, participantId });

    /// <summary>The entry of a case as long as its key is there, whatever became of it.</summary>
    internal static EntryRow? ReadEntry(SqliteConnection connection, OpaqueId entryId) =>
        connection.QuerySingleOrDefault<EntryRow>($"SELECT * FROM entry WHERE id = @entryId AND {EntryIsThere}", new { entryId });

    /// <summary>Puts a case in; false when it is there already.</summary>
    internal static bool Insert(SqliteConnection connection, FollowUp one) => connection.Execute(
        """
        INSERT INTO follow_up (
            id, seq, place, query_id, entry_id, match_year, match_number, agreement, opened_at, asker_id, location_id, account_id, source_id, state, ended_at, due_at)
        VALUES (@Id, @Seq, @Place, @QueryId, @EntryId, @MatchYear, @MatchNumber, @Agreement, @OpenedAt, @AskerId, @LocationId, @AccountId, @SourceId, @State, @EndedAt, @DueAt)
        ON CONFLICT (query_id, entry_id) DO NOTHING
        """,
        one) > 0;

    /// <summary>Writes what changes in a case.</summary>
    internal static void Update(SqliteConnection connection, FollowUp one)
    {
        // What is sealed is nobody's to see outside, so it is not found by itself.
        var values = new DynamicParameters(one);
        values.Add(nameof(FollowUp.SpokenWith), one.SpokenWith, DbType.Binary);
        values.Add(nameof(FollowUp.Conditions), one.Conditions, DbType.Binary);
        connection.Execute(
            """
            UPDATE follow_up SET
                state = @State, version = @Version, tries = @Tries, called_at = @CalledAt, called_by = @CalledBy, spoken_with = @SpokenWith, outcome = @Outcome,
                advice = @Advice, conditions = @Conditions, advised_at = @AdvisedAt, advised_by = @AdvisedBy, source_says = @SourceSays, source_outcome = @SourceOutcome,
                confirmed_at = @ConfirmedAt, confirmed_by = @ConfirmedBy, ended_at = @EndedAt, escalation = @Escalation, due_at = @DueAt
            WHERE id = @Id
            """,
            values);
    }
}
