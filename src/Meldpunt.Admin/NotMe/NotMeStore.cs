using Dapper;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.NotMe;

/// <summary>The marks of visitors who are not the registered person. Safe to use from many threads.</summary>
public sealed class NotMeStore(SqliteDatabase database)
{
    /// <summary>How it stands with the mark of a case.</summary>
    public NotMeState StateOf(FollowUp one)
    {
        ArgumentNullException.ThrowIfNull(one);
        using var connection = database.Open();
        return Has(connection, one.Id) ? Counts(one) ? NotMeState.Active : NotMeState.Waits : NotMeState.None;
    }

    // As the view not_me_that_counts has it.
    private static bool Counts(FollowUp one) =>
        one.Outcome == VisitorIdentity.OtherPerson && (one.IsOwn || (one.BothSayOther && one.SourceSays == CallResult.Spoken));

    internal static bool Has(SqliteConnection connection, OpaqueId followUpId) =>
        connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM not_me WHERE follow_up_id = @followUpId)", new { followUpId });

    internal static int CountOf(SqliteConnection connection, OpaqueId entryId) =>
        connection.ExecuteScalar<int>("SELECT count(*) FROM not_me WHERE entry_id = @entryId", new { entryId });

    /// <summary>The marks of an entry that count now.</summary>
    internal static IEnumerable<NotMeRow> ThatCount(SqliteConnection connection, OpaqueId entryId) =>
        connection.Query<NotMeRow>("SELECT * FROM not_me_that_counts WHERE entry_id = @entryId", new { entryId });

    /// <summary>The marks of all entries that count now, by entry.</summary>
    internal static ILookup<OpaqueId, NotMeRow> AllThatCount(SqliteConnection connection) =>
        connection.Query<NotMeRow>("SELECT * FROM not_me_that_counts").ToLookup(row => row.EntryId);

    internal static void Insert(SqliteConnection connection, OpaqueId id, FollowUp one, NotMeRow row, DateTimeOffset now, OpaqueId madeBy) => connection.Execute(
        "INSERT INTO not_me (id, entry_id, follow_up_id, mark, with_place, made_at, made_by) VALUES (@id, @EntryId, @FollowUpId, @Mark, @WithPlace, @now, @madeBy)",
        new { id, one.EntryId, FollowUpId = one.Id, row.Mark, row.WithPlace, now, madeBy });

    /// <summary>Takes the mark of a case away; false when there was none.</summary>
    internal static bool Remove(SqliteConnection connection, OpaqueId followUpId) =>
        connection.Execute("DELETE FROM not_me WHERE follow_up_id = @followUpId", new { followUpId }) > 0;

    /// <summary>Takes all marks of an entry away.</summary>
    internal static void RemoveOf(SqliteConnection connection, OpaqueId entryId) =>
        connection.Execute("DELETE FROM not_me WHERE entry_id = @entryId", new { entryId });
}
