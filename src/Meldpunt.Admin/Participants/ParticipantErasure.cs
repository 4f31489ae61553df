using System.Globalization;
using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Participants;

/// <summary>
/// Erases what a participant that went left behind, when the day has come (article 7.2): the keys and all that was sealed with them, a few entries at a time because gates
/// share the writer. Broken off anywhere, the next round goes on there. The last step is an act.
/// </summary>
public sealed class ParticipantErasure(SqliteDatabase database, StoreWriter writer, ActLog acts, EntryStore entries, ErasedTraces traces, TimeProvider time)
{
    private const int RowsAtOnce = 200;

    // What came after the last round, however it came, is not left behind.
    private const string HasRemains =
        """
        left_on IS NOT NULL AND erase_on IS NULL AND (
            EXISTS (SELECT 1 FROM entry WHERE participant_id = participant.id AND length(wrapped_key) > 0)
            OR EXISTS (SELECT 1 FROM unidentified WHERE participant_id = participant.id AND length(wrapped_key) > 0)
            OR EXISTS (SELECT 1 FROM draft WHERE participant_id = participant.id))
        """;

    /// <summary>One round over all participants whose day has come.</summary>
    /// <returns>How many are done.</returns>
    public async Task<int> RunAsync()
    {
        var today = DutchCalendar.Today(time);
        var due = Due(today);
        foreach (var id in due)
        {
            while (await writer.WriteAsync(connection => EraseSome(connection, id, today)).ConfigureAwait(false))
            {
                await Task.Yield();
            }
        }

        if (due.Count > 0)
        {
            traces.Leave();
            _ = await traces.EraseAsync().ConfigureAwait(false);
        }

        return due.Count;
    }

    /// <summary>What is kept of a participant to be handed over. Throws in words when nothing is.</summary>
    public IReadOnlyList<Entry> Kept(Participant participant)
    {
        ArgumentNullException.ThrowIfNull(participant);
        return participant.EraseOn is not null
            ? entries.KeptOf(participant.Id, DutchCalendar.Today(time))
            : throw new AdministrationException($"Van {participant.Name} zijn geen gegevens over te dragen: hij doet nog mee, of ze zijn al gewist.");
    }

    /// <summary>Says in the log that the data were handed over. Completes when that is durable.</summary>
    public Task HandedOverAsync(Caller caller, Participant participant, int count, int unidentified)
    {
        ArgumentNullException.ThrowIfNull(participant);
        return writer.WriteAsync(connection => acts.Append(
            connection, transaction: null, caller, Of(ActKinds.DataHandedOver, participant.Id, participant.Name, count, unidentified)).Seq);
    }

    private List<OpaqueId> Due(DateOnly today)
    {
        using var connection = database.Open();
        return connection.Query<OpaqueId>($"SELECT id FROM participant WHERE (left_on IS NOT NULL AND erase_on <= @today) OR ({HasRemains})", new { today }).AsList();
    }

    private bool EraseSome(SqliteConnection connection, OpaqueId id, DateOnly today)
    {
        connection.Execute($"UPDATE participant SET erase_on = @today WHERE id = @id AND {HasRemains}", new { id, today });

        // Somebody else may have done it meanwhile: another process, or another turn of this one.
        var name = connection.QuerySingleOrDefault<string>("SELECT name FROM participant WHERE id = @id AND erase_on <= @today", new { id, today });
        if (name is null)
        {
            return false;
        }

        if (EraseEntries(connection, id) > 0 || EraseUnidentified(connection, id) > 0)
        {
            return true;
        }

        connection.Execute("DELETE FROM draft WHERE participant_id = @id", new { id });
        connection.Execute("UPDATE participant SET erase_on = NULL WHERE id = @id", new { id });
        var count = connection.ExecuteScalar<int>("SELECT count(*) FROM entry WHERE participant_id = @id", new { id });
        acts.Append(connection, transaction: null, Caller.Program, Of(ActKinds.DataErased, id, name, count));
        return false;
    }

    // What others found of these people goes, too: it is sealed with the same key.
    private int EraseEntries(SqliteConnection connection, OpaqueId id)
    {
        var some = connection.Query<byte[]>(
            "SELECT id FROM entry WHERE participant_id = @id AND length(wrapped_key) > 0 LIMIT @RowsAtOnce", new { id, RowsAtOnce }).AsList();
        connection.Execute("UPDATE entry_incident SET found_by = x'', file_reference = x'' WHERE entry_id IN @some", new { some });
        connection.Execute(
            """
            UPDATE entry SET
                state = 4, ended_at = @Now, ground = coalesce(ground, 'deelnemerWeg'), version = version + 1, wrapped_key = x'',
                surname = x'', prefix = x'', first_names = x'', birth_date = x'', birthplace = x'', address = x'', postcode = x'',
                file_reference = x'', weighing = x'', notice_reason = x'', restriction_reason = NULL, lift_reason = NULL, weighing_of_age = NULL, correction_reason = NULL
            WHERE id IN @some
            """,
            new { some, Now = time.GetUtcNow() });
        return some.Count;
    }

    private static int EraseUnidentified(SqliteConnection connection, OpaqueId id)
    {
        const int AtOnce = 10;
        var some = connection.Query<byte[]>(
            "SELECT id FROM unidentified WHERE participant_id = @id AND length(wrapped_key) > 0 LIMIT @AtOnce", new { id, AtOnce }).AsList();
        connection.Execute("DELETE FROM unidentified_image WHERE unidentified_id IN @some", new { some });
        connection.Execute(
            """
            UPDATE unidentified SET
                state = 4, version = version + 1, wrapped_key = x'', description = x'', place = x'', time_of_day = x'', file_reference = x'', weighing = x''
            WHERE id IN @some
            """,
            new { some });
        return some.Count;
    }

    private static Act Of(string kind, OpaqueId id, string name, int count, int? unidentified = null) => new(kind, id, id, [
        KeyValuePair.Create("naam", (string?)name),
        KeyValuePair.Create("registraties", (string?)count.ToString(CultureInfo.InvariantCulture)),
        KeyValuePair.Create("onbekenden", unidentified?.ToString(CultureInfo.InvariantCulture))]);
}
