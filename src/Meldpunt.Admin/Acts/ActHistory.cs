using Dapper;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Acts;

/// <summary>What was done with one entry or participant, as the administrative log has it.</summary>
public sealed class ActHistory(SqliteDatabase database)
{
    // More than anybody reads; an entry that lives a year has a handful.
    private const int MaxActs = 200;

    /// <summary>The newest acts on a subject, newest first; of one participant's register only. Acts whose rows were erased are not among them.</summary>
    public IReadOnlyList<ActRecord> Of(OpaqueId subjectId, OpaqueId participantId)
    {
        using var connection = database.Open();
        return connection.Query<(string Text, byte[] Row)>(
                """
                SELECT act.text, log.row FROM administrative_act AS act JOIN query_log AS log ON log.seq = act.seq
                WHERE act.subject_id = @subjectId AND act.participant_id = @participantId
                ORDER BY act.seq DESC
                LIMIT @MaxActs
                """,
                new { subjectId, participantId, MaxActs })
            .Select(found => new ActRecord(QueryLogReader.Read(found.Row), Act.Parse(found.Text)))
            .ToList();
    }
}
