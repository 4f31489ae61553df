using Dapper;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.Storage.Sqlite;

namespace Meldpunt.Admin.FollowUps.Figures;

/// <summary>The open cases of which the consortium was told: they waited too long, or the other desk says that it was not called. By reference and participants; nothing of persons.</summary>
public sealed class WaitingCases(SqliteDatabase database)
{
    /// <summary>Oldest first; at most so many.</summary>
    public IReadOnlyList<FollowUp> List(int count)
    {
        using var connection = database.Open();
        return connection.Query<FollowUp>(
            """
            SELECT * FROM follow_up
            WHERE state IN (1, 2, 3)
              AND EXISTS (SELECT 1 FROM message WHERE message.follow_up_id = follow_up.id AND message.participant_id = @Consortium AND message.kind IN @kinds)
            ORDER BY opened_at, id LIMIT @count
            """,
            new { Consortium = MessageStore.Consortium, kinds = new[] { (int)MessageKind.Escalation, (int)MessageKind.Dispute }, count }).AsList();
    }
}
