using Dapper;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.Storage;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog.Retention;

/// <summary>
/// Erases rows whose time is over (docs/spec/query-log.md, section 5): first a signed statement, then the rows with their postings, then the keys of their pseudonyms,
/// then what the database's write-ahead log still holds of them. Broken off anywhere, the next round goes on there. For one caller at a time.
/// </summary>
public sealed class LogRetention
{
    /// <summary>How long more than a month at once is announced before it is erased.</summary>
    public static readonly TimeSpan Announcement = TimeSpan.FromDays(1);

    private readonly Installation _installation;
    private readonly LogSealer _sealer;
    private readonly SubjectKeyEraser _keys;
    private LogErasure? _announced;
    private long _announcedAt;

    /// <param name="installation">Whose log.</param>
    /// <param name="sealer">Has the key that signs, and knows what is sealed.</param>
    public LogRetention(Installation installation, LogSealer sealer)
    {
        ArgumentNullException.ThrowIfNull(installation);
        _installation = installation;
        _sealer = sealer;
        _keys = new SubjectKeyEraser(installation.Database, installation.Keys.LogSubjects, installation.Time);
    }

    internal Action<RetentionStep>? At { get; set; }

    private TimeProvider Time => _installation.Time;

    private ErasedTraces Traces => _installation.Traces;

    /// <summary>
    /// One round. Throws what went wrong, after which it can be called again. Does nothing to a log that is not what it was, and never touches the newest month
    /// or a row without a seal.
    /// </summary>
    /// <param name="between">Waits between two batches, for those who wait at gates; null for no wait.</param>
    public async Task<RetentionReport> RunAsync(Func<Task>? between = null)
    {
        if (!MayErase())
        {
            return new RetentionReport();
        }

        var decided = Decide();
        At?.Invoke(RetentionStep.Decided);
        if (decided is not null && !await StateAsync(decided).ConfigureAwait(false))
        {
            decided = null;
        }

        At?.Invoke(RetentionStep.Stated);
        var rows = await EraseRowsAsync(between).ConfigureAwait(false);
        At?.Invoke(RetentionStep.RowsErased);
        var keys = EraseKeys();
        At?.Invoke(RetentionStep.KeysDestroyed);
        await EraseTracesAsync(between).ConfigureAwait(false);
        return new RetentionReport { Decided = decided, Announced = _announced, Rows = rows, Keys = keys, TracesRemain = Traces.MayRemain };
    }

    // A statement that this log did not make must erase nothing; whoever wrote it wrote in the database.
    private bool MayErase()
    {
        if (_sealer.Finding == LogFinding.None)
        {
            using var connection = _installation.Database.Open();
            if (RetentionStore.LastErased(connection, _sealer.Key) is null)
            {
                _sealer.Distrust(LogFinding.FalseErasure);
            }
        }

        return _sealer.Finding == LogFinding.None;
    }

    private LogErasure? Decide()
    {
        using var connection = _installation.Database.Open();
        using var snapshot = connection.BeginTransaction(deferred: true);
        var now = DateTimeOffset.FromUnixTimeSeconds(Time.GetUtcNow().ToUnixTimeSeconds());
        var before = RetentionTerm.Before(now, _installation.Retention.MonthsIn(connection));
        var last = Math.Min(QueryLogReader.FirstSeqFrom(connection, before) - 1, Math.Min(LogPostings.SealedSize(connection), _sealer.Published.Size));
        var isDecidedAlready = last <= RetentionStore.LastErased(connection);
        if (isDecidedAlready || RetentionStore.ErasuresIn(connection, count: 1) is [var newest] && newest.DecidedAt > now)
        {
            _announced = null;
            return null;
        }

        var erasure = new LogErasure(last, before, now);
        return IsMoreThanAMonth(connection, before) && !WasAnnounced(erasure) ? null : erasure;
    }

    // Month after month goes by itself. Much at once is right after a long silence or a shorter period; or a clock is years ahead, and what is erased is gone.
    private static bool IsMoreThanAMonth(SqliteConnection connection, DateTimeOffset before)
    {
        var first = connection.QuerySingle<byte[]>("SELECT row FROM query_log ORDER BY seq LIMIT 1");
        var monthBefore = DutchCalendar.StartOf(DutchCalendar.DayOf(before).AddMonths(-1));
        return QueryRow.TimeOf(first) < monthBefore.ToUnixTimeMilliseconds();
    }

    private bool WasAnnounced(LogErasure erasure)
    {
        if (_announced is null || _announced.Before != erasure.Before)
        {
            _announcedAt = Time.GetTimestamp();
        }

        _announced = erasure;
        if (Time.GetElapsedTime(_announcedAt) < Announcement)
        {
            return false;
        }

        _announced = null;
        return true;
    }

    private Task<bool> StateAsync(LogErasure erasure)
    {
        var origin = _installation.LogIdentity.Origin;
        var note = _sealer.Signer.SignNote(erasure.ToText(origin)).ToString();
        return _installation.Writer.WriteAsync(connection =>
        {
            // Somebody may have chosen a longer period in the meantime.
            if (RetentionTerm.Before(erasure.DecidedAt, _installation.Retention.MonthsIn(connection)) != erasure.Before)
            {
                return false;
            }

            var row = connection.QuerySingle<byte[]>("SELECT row FROM query_log WHERE seq = @LastSeq", new { erasure.LastSeq });
            if (QueryRow.TimeOf(row) >= erasure.Before.ToUnixTimeMilliseconds() || erasure.LastSeq > LogPostings.SealedSize(connection))
            {
                throw new InvalidOperationException("A row that is still to be kept was about to be erased.");
            }

            connection.Execute("INSERT INTO log_erasure (last_seq, note) VALUES (@LastSeq, @note)", new { erasure.LastSeq, note });
            return true;
        });
    }

    private async Task<long> EraseRowsAsync(Func<Task>? between)
    {
        long rows = 0;
        while (MayErase() && await _installation.Writer.WriteAsync(EraseSome).ConfigureAwait(false) is > 0 and var erased)
        {
            rows += erased;
            Traces.Leave();
            At?.Invoke(RetentionStep.BatchErased);
            await (between?.Invoke() ?? Task.CompletedTask).ConfigureAwait(false);
        }

        return rows;
    }

    private int EraseSome(SqliteConnection connection) => RowEraser.EraseSome(connection, RetentionStore.LastErased(connection, _sealer.Key) ?? 0);

    private List<CalendarMonth> EraseKeys()
    {
        var destroyed = new List<CalendarMonth>();
        var before = RetentionTerm.Before(Time.GetUtcNow(), _installation.Retention.Months());
        _keys.Erase(CalendarMonth.Of(DutchCalendar.DayOf(before)), month =>
        {
            destroyed.Add(month);
            At?.Invoke(RetentionStep.KeyDestroyed);
        });
        return destroyed;
    }

    private async Task EraseTracesAsync(Func<Task>? between)
    {
        if (await Traces.EraseAsync(between).ConfigureAwait(false))
        {
            At?.Invoke(RetentionStep.TracesGone);
        }
    }
}
