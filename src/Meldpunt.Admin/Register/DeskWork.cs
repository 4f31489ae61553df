using Dapper;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Register;

/// <summary>What needs somebody of a security desk: entries that wait, people to be told, what is restricted, and what ends soon.</summary>
public sealed class DeskWork(SqliteDatabase database, EntryStore entries)
{
    /// <summary>Days before its end in which an entry is shown as ending.</summary>
    public const int EndsSoonDays = 30;

    private const string ToTell = "notice_kind = @deferred AND state <> @withdrawn";
    private const string EndsSoon = "last_day <= @soon AND state <> @withdrawn";

    /// <summary>Waiting for a second officer, and written by somebody else; the one that waits longest first.</summary>
    public DeskList ToConfirm(OpaqueId participantId, OpaqueId accountId, DateOnly today, int count) =>
        Read("state = @awaits AND registered_by <> @accountId AND corrected_by IS NOT @accountId", "registered_at, id", new Question(participantId, accountId, today, count));

    /// <summary>Waiting for a second officer, and made or corrected by this one.</summary>
    public DeskList WaitingForAnother(OpaqueId participantId, OpaqueId accountId, DateOnly today, int count) =>
        Read("state = @awaits AND (registered_by = @accountId OR corrected_by IS @accountId)", "registered_at, id", new Question(participantId, accountId, today, count));

    /// <summary>People who were not told yet because that was put off; those without a day of reminding first, then by that day.</summary>
    public DeskList ListToTell(OpaqueId participantId, DateOnly today, int count) =>
        Read(ToTell, "coalesce(remind_on, ''), registered_at, id", new Question(participantId, default, today, count));

    /// <summary>Restricted; the one that is so for the longest time first.</summary>
    public DeskList Restricted(OpaqueId participantId, DateOnly today, int count) =>
        Read("state = @restricted", "restricted_at, id", new Question(participantId, default, today, count));

    /// <summary>Ends within <see cref="EndsSoonDays"/> days; the next one first.</summary>
    public DeskList Ending(OpaqueId participantId, DateOnly today, int count) =>
        Read(EndsSoon, "last_day, id", new Question(participantId, default, today, count));

    private DeskList Read(string which, string order, Question question)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        var parameters = new
        {
            participantId = question.ParticipantId,
            accountId = question.AccountId,
            today = question.Today,
            count = question.Count,
            soon = question.Today.AddDays(EndsSoonDays),
            awaits = EntryState.AwaitsConfirmation,
            restricted = EntryState.Restricted,
            withdrawn = EntryState.Withdrawn,
            deferred = NoticeKind.Deferred,
        };
        var where = $"FROM entry WHERE participant_id = @participantId AND {EntryStore.RunsAndTakesPart} AND {which}";
        var rows = connection.Query<EntryRow>($"SELECT * {where} ORDER BY {order} LIMIT @count", parameters).AsList();
        return new DeskList(entries.Unseal(connection, rows), connection.ExecuteScalar<int>($"SELECT count(*) {where}", parameters));
    }

    private sealed record Question(OpaqueId ParticipantId, OpaqueId AccountId, DateOnly Today, int Count);
}
