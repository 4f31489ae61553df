using Dapper;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Messages;

/// <summary>Messages, durable, in one order. Safe to use from many threads.</summary>
public sealed class MessageStore(SqliteDatabase database)
{
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
            "SELECT * FROM message WHERE participant_id = @participantId AND location_id IS @locationId AND seq > @afterSeq ORDER BY seq LIMIT @count",
            new { participantId, locationId, afterSeq, count }).AsList();
    }

    /// <summary>The newest messages of a desk, or of the consortium, before a number, newest first.</summary>
    public IReadOnlyList<Message> Newest(OpaqueId participantId, long? beforeSeq, int count)
    {
        using var connection = database.Open();
        return connection.Query<Message>(
            "SELECT * FROM message WHERE participant_id = @participantId AND location_id IS NULL AND seq < @before ORDER BY seq DESC LIMIT @count",
            new { participantId, before = beforeSeq ?? long.MaxValue, count }).AsList();
    }

    /// <summary>Number of the newest message of all; 0 when there is none.</summary>
    public long LastSeq()
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>("SELECT coalesce(max(seq), 0) FROM message");
    }

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
                INSERT INTO delivery (message_seq, channel_id, due_at)
                SELECT @Seq, id, @now FROM channel
                WHERE participant_id = @ParticipantId AND ended_at IS NULL AND off_because IS NULL
                  AND NOT EXISTS (SELECT 1 FROM participant WHERE id = @ParticipantId AND left_on IS NOT NULL)
                """,
                new { message.Seq, message.ParticipantId, now });
        }

        return message;
    }
}
