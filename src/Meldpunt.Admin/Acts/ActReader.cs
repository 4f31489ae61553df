using Dapper;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Acts;

/// <summary>Reads acts. Safe to use from many threads.</summary>
public sealed class ActReader(SqliteDatabase database)
{
    /// <summary>The newest acts before a number, newest first.</summary>
    /// <param name="participantId">Of this participant only; null for all.</param>
    /// <param name="subjectId">Of this entry, unidentified person or participant only; null for all.</param>
    /// <param name="beforeSeq">Null for the newest.</param>
    /// <param name="count">At most so many.</param>
    public IReadOnlyList<ActRecord> List(OpaqueId? participantId, OpaqueId? subjectId, long? beforeSeq, int count)
    {
        using var connection = database.Open();
        return connection.Query<(byte[] Row, string Text)>(
            $"""
            SELECT query_log.row, administrative_act.text
            FROM administrative_act JOIN query_log ON query_log.seq = administrative_act.seq
            WHERE administrative_act.seq < @before
              {(participantId is null ? string.Empty : "AND administrative_act.participant_id = @participantId")}
              {(subjectId is null ? string.Empty : "AND administrative_act.subject_id = @subjectId")}
            ORDER BY administrative_act.seq DESC
            LIMIT @count
            """,
            new { before = beforeSeq ?? long.MaxValue, participantId, subjectId, count })
            .Select(found => new ActRecord(QueryLogReader.Read(found.Row), Act.Parse(found.Text)))
            .ToList();
    }

    /// <summary>The texts of the acts among some rows, by number; read beside the rows.</summary>
    public IReadOnlyDictionary<long, string> TextsOf(long firstSeq, long lastSeq)
    {
        using var connection = database.Open();
        return connection.Query<(long Seq, string Text)>(
            "SELECT seq, text FROM administrative_act WHERE seq BETWEEN @firstSeq AND @lastSeq", new { firstSeq, lastSeq })
            .ToDictionary(found => found.Seq, found => found.Text);
    }

    /// <summary>The text of the act of a row; null when it has none.</summary>
    public string? TextOf(long seq)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<string>("SELECT text FROM administrative_act WHERE seq = @seq", new { seq });
    }
}
