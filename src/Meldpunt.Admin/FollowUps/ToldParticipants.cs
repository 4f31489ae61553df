using Dapper;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.FollowUps;

/// <summary>Which participants were told of the changes of an entry, and whether it arrived (protocol article 9.5, AVG article 19); for the desk of the entry.</summary>
public sealed class ToldParticipants(SqliteDatabase database)
{
    private const int MaxMessages = 200;

    /// <summary>Newest first; nothing for an entry of another participant.</summary>
    public IReadOnlyList<ToldParticipant> Of(OpaqueId entryId, OpaqueId participantId)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        var told = connection.Query<ToldParticipant>(
            """
            SELECT seq, message.participant_id, change, made_at, seen_at FROM message JOIN entry ON entry.id = message.entry_id
            WHERE message.entry_id = @entryId AND entry.participant_id = @participantId AND message.participant_id <> @participantId AND act_seq IS NOT NULL
            ORDER BY seq DESC LIMIT @MaxMessages
            """,
            new { entryId, participantId, MaxMessages }).AsList();
        foreach (var one in told)
        {
            one.Deliveries = connection.Query<ToldOver>(
                "SELECT kind, state, delivery.ended_at FROM delivery JOIN channel ON channel.id = channel_id WHERE message_seq = @Seq ORDER BY delivery.id", new { one.Seq }).AsList();
        }

        return told;
    }
}
