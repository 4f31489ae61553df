using Dapper;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Messages;

/// <summary>Messages, durable, in one order. Safe to use from many threads.</summary>
public sealed class MessageStore(SqliteDatabase database)
{
    // With the reference that its reader knows: of the case, or of the newest match that the reader had on an entry that changed.
    private const string Read =
        """
        SELECT message.*, follow_up.id AS case_id, follow_up.match_year, follow_up.match_number
        FROM message LEFT JOIN follow_up ON follow_up.id = coalesce(message.follow_up_id, (
            SELECT id FROM follow_up WHERE entry_id = message.entry_id AND asker_id = message.participant_id ORDER BY seq DESC LIMIT 1))
        """;

    /// <summary>Sixteen zeros: the consortium.</summary>
    public static OpaqueId Consortium => default;

    /// <summary>Messages of a desk, or of the consortium, after a number, oldest first.</summary>
    /// <param name="participantId">Whose.</param>
    /// <param name="locationId">Those for the gates there; null for those of the desk.</param>
    /// <param name="afterSeq">Only later ones.</param>
    /// <param name="count">At most so many.</param>
    public IReadOnlyList<Message> After(OpaqueId participantId, OpaqueId? locationId, long afterSeq, int count)
    {
        using var connection = database.Open();
        return connection.Query<Message>(
            $"{Read} WHERE message.participant_id = @participantId AND message.location_id IS @locationId AND message.seq > @afterSeq ORDER BY message.seq LIMIT @count",
            new { participantId, locationId, afterSeq, count }).AsList();
    }

    /// <summary>The newest messages of a desk, or of the consortium, before a number, newest first.</summary>
    public IReadOnlyList<Message> Newest(OpaqueId participantId, long? beforeSeq, int count)
    {
        using var connection = database.Open();
        return connection.Query<Message>(
            $"{Read} WHERE message.participant_id = @participantId AND message.location_id IS NULL AND message.seq < @before ORDER BY message.seq DESC LIMIT @count",
            new { participantId, before = beforeSeq ?? long.MaxValue, count }).AsList();
    }

    /// <summary>That entries changed, as far as nobody of the desk said that they saw it, oldest first; and how many there are in all.</summary>
    public (IReadOnlyList<Message> Messages, int Total) UnseenChanges(OpaqueId participantId, int count)
    {
        // 9, EntryChanged, as it is and not as a parameter: an index has these alone.
        const string Which = "message.participant_id = @participantId AND message.location_id IS NULL AND message.kind = 9 AND message.seen_at IS NULL";
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        var parameters = new { participantId, count };
        return (
            connection.Query<Message>($"{Read} WHERE {Which} ORDER BY message.seq LIMIT @count", parameters, transaction).AsList(),
            connection.ExecuteScalar<int>($"SELECT count(*) FROM message WHERE {Which}", parameters, transaction));
    }

    /// <summary>One message of a desk; null when it is not there, or of somebody else.</summary>
    public Message? Find(OpaqueId id, OpaqueId participantId)
    {
        using var connection = database.Open();
        return Find(connection, id, participantId);
    }

    /// <summary>Number of the newest message of all; 0 when there is none.</summary>
    public long LastSeq()
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>("SELECT coalesce(max(seq), 0) FROM message");
    }

    internal static Message? Find(SqliteConnection connection, OpaqueId id, OpaqueId participantId) => connection.QuerySingleOrDefault<Message>(
        $"{Read} WHERE message.id = @id AND message.participant_id = @participantId AND message.location_id IS NULL", new { id, participantId });

    /// <summary>Writes a message, and a delivery of it for each channel that its desk has now; nothing is brought to who left. Inside the transaction of what it is about.</summary>
    internal static Message Write(SqliteConnection connection, MessageDraft draft, DateTimeOffset now)
    {
        var message = connection.QuerySingle<Message>(
            """
            INSERT INTO message (id, participant_id, location_id, kind, follow_up_id, entry_id, change, act_seq, made_at)
            VALUES (@Id, @ParticipantId, @LocationId, @Kind, @FollowUpId, @EntryId, @Change, @ActSeq, @now) RETURNING *
            """,
            new { Id = OpaqueId.Create(), draft.ParticipantId, draft.LocationId, draft.Kind, draft.FollowUpId, draft.EntryId, draft.Change, draft.ActSeq, now });
        if (message.LocationId is null)
        {
            connection.Execute(
                """
                INSERT INTO delivery (message_seq, channel_id, due_at, since_at)
                SELECT @Seq, id, @now, @now FROM channel
                WHERE participant_id = @ParticipantId AND ended_at IS NULL AND off_because IS NULL AND (@onlyOver IS NULL OR id = @onlyOver)
                  AND NOT EXISTS (SELECT 1 FROM participant WHERE id = @ParticipantId AND left_on IS NOT NULL)
                """,
                new { message.Seq, message.ParticipantId, onlyOver = draft.OnlyOver, now });
        }

        return message;
    }
}
