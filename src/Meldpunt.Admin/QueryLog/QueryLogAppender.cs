using Meldpunt.Admin.Access;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog;

/// <summary>Appends queries to the log. Safe to use from many threads.</summary>
public sealed class QueryLogAppender(StoreWriter writer, Keyring keys, QueryIds ids, TimeProvider time, MatchRule rule)
{
    /// <summary>Entry ids that a row has room for; the count tells when there were more.</summary>
    public const int MaxMatched = LogFormat.MaxMatched;

    /// <summary>How long a query may wait for its row.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    private readonly QueryLogTable _table = new(ids, time);
    private volatile bool _isLate;

    /// <summary>
    /// Appends one query. Completes only after the row is durable; nobody may answer the query before that. Throws
    /// <see cref="StoreUnavailableException"/> when it did not become durable in time; then the query may not be answered at all.
    /// </summary>
    /// <param name="caller">Who asks, from where.</param>
    /// <param name="person">Whom it was about; only a pseudonym of it is kept.</param>
    /// <param name="matched">The entries that matched; the first <see cref="MaxMatched"/> are kept.</param>
    /// <param name="matchedCount">How many matched in all.</param>
    /// <param name="purpose">Why.</param>
    public Task<LoggedQuery> AppendAsync(
        Caller caller, PersonDetails person, ReadOnlySpan<FoundEntry> matched, int matchedCount, QueryPurpose purpose = QueryPurpose.Gate)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var month = CalendarMonth.Of(DutchCalendar.Today(time));
        var append = new QueryAppend(_table, caller, purpose, matched, matchedCount, rule.Version, month);
        SubjectPseudonym.Write(keys.LogSubjects.GetOrCreate(month), person, append.Subject);
        writer.Enqueue(append);
        return WithDeadlineAsync(append);
    }

    /// <summary>
    /// Appends a look into this log about one person, of whom only the pseudonym is at hand. Completes when the row is durable; throws as the other does.
    /// </summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="month">Whose key the pseudonym was made with.</param>
    /// <param name="pseudonym">Whom it is about.</param>
    internal Task<LoggedQuery> AppendInspectionAsync(Caller caller, CalendarMonth month, ReadOnlySpan<byte> pseudonym)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var append = new QueryAppend(_table, caller, QueryPurpose.LogInspection, [], matchedCount: 0, rule.Version, month);
        pseudonym.CopyTo(append.Subject);
        writer.Enqueue(append);
        return WithDeadlineAsync(append);
    }

    /// <summary>
    /// Writes the row of an act in the caller's transaction, on the writer's thread. It may still be undone with what it stands for; its number is then given again.
    /// </summary>
    /// <param name="connection">The writer's.</param>
    /// <param name="transaction">The one that the change is written in.</param>
    /// <param name="caller">Who does it.</param>
    /// <param name="textHash">SHA-256 of the text of the act.</param>
    internal LoggedQuery AppendAct(SqliteConnection connection, SqliteTransaction transaction, Caller caller, ReadOnlySpan<byte> textHash)
    {
        var month = CalendarMonth.Of(DutchCalendar.Today(time));
        var append = new QueryAppend(_table, caller, QueryPurpose.Administration, [], matchedCount: 0, rule.Version, month);
        textHash.CopyTo(append.Subject);
        append.Execute(connection, transaction);
        _table.Doubt();
        writer.WhenDurable(() => _table.Confirm(append.Bytes));
        return QueryRow.Read(append.Bytes);
    }

    /// <summary>True after a row that was not durable in time, until one is again: a disk that hangs says nothing, so its silence must.</summary>
    public bool IsLate => _isLate;

    /// <summary>A write became durable; the next row will, too.</summary>
    public void WasWritten() => _isLate = false;

    /// <summary>Number of the newest row that this process made durable; 0 when there is none yet.</summary>
    public long LastSeq => _table.LastDurableSeq;

    /// <summary>When the newest row was logged, in the log's own time; null when nothing was logged by this process yet.</summary>
    public DateTimeOffset? LastTime => _table.LastDurableTime is > 0 and var milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    /// <summary>True when the key of this month's pseudonyms is there, or could be made now.</summary>
    public bool CanSign()
    {
        try
        {
            _ = keys.LogSubjects.GetOrCreate(CalendarMonth.Of(DutchCalendar.Today(time)));
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private async Task<LoggedQuery> WithDeadlineAsync(QueryAppend append)
    {
        try
        {
            await append.Completion.WaitAsync(Deadline, time).ConfigureAwait(false);
            _isLate = false;
            return QueryRow.Read(append.Bytes);
        }
        catch (TimeoutException exception)
        {
            _isLate = true;
            throw new StoreUnavailableException(StoreTrouble.Late, exception);
        }
    }
}
