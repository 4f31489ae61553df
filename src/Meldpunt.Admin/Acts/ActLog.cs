using System.Security.Cryptography;
using System.Text;
using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.QueryLog;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Acts;

/// <summary>
/// The administrative log: an act gets a row in the query log, and so stands under the same tree and seal, and its text beside it. Both in the transaction of
/// the change itself: no change without its act, no act without its change.
/// </summary>
public sealed class ActLog(QueryLogAppender log)
{
    /// <summary>
    /// Writes an act, inside an action of <c>StoreWriter.WriteAsync</c> and as the last thing that it does: what is written after it may refuse it, but should not.
    /// When the action throws, row, number and text are undone with it.
    /// </summary>
    /// <param name="connection">The action's.</param>
    /// <param name="transaction">The writer's; null for the one that the connection is in.</param>
    /// <param name="caller">Who does it.</param>
    /// <param name="act">What is done.</param>
    /// <returns>The row: its id, number and time.</returns>
    public LoggedQuery Append(SqliteConnection connection, SqliteTransaction? transaction, Caller caller, Act act)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(act);
        var text = act.ToText();
        using var current = connection.CreateCommand();
        var within = transaction ?? current.Transaction ?? throw new InvalidOperationException("An act is written in the transaction of its change.");
        var row = log.AppendAct(connection, within, caller, SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        connection.Execute(
            "INSERT INTO administrative_act (seq, subject_id, participant_id, text) VALUES (@Seq, @SubjectId, @ParticipantId, @text)",
            new { row.Seq, act.SubjectId, act.ParticipantId, text },
            within);
        return row;
    }
}
