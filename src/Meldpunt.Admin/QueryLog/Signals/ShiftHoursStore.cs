using Dapper;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.QueryLog.Signals;

/// <summary>The hours that participants gave for their gates.</summary>
public sealed class ShiftHoursStore(SqliteDatabase database, StoreWriter writer)
{
    /// <summary>Sets the hours of a participant, or with null takes them away. Completes when that is durable; a service takes it in within seconds.</summary>
    public Task SetAsync(OpaqueId participantId, ShiftHours? hours) => writer.WriteAsync(connection => connection.Execute(
        hours is null
            ? "DELETE FROM participant_hours WHERE participant_id = @participantId"
            : "INSERT OR REPLACE INTO participant_hours (participant_id, hours) VALUES (@participantId, @hours)",
        new { participantId, hours = hours?.Text }));

    /// <summary>The hours of everybody who gave any.</summary>
    public IReadOnlyDictionary<OpaqueId, ShiftHours> Read()
    {
        using var connection = database.Open();
        return connection.Query<(OpaqueId Id, string Text)>("SELECT participant_id, hours FROM participant_hours")
            .ToDictionary(row => row.Id, row => ShiftHours.Parse(row.Text));
    }
}
