using System.Data;
using Dapper;
using Meldpunt.Admin.Calendar;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Meldpunt.Admin.QueryLog;

/// <summary>
/// Inserts log rows on the writer's thread: gives each its number, time and, on a match, its reference. Numbers have no holes and time never
/// runs backwards.
/// </summary>
internal sealed class QueryLogTable(QueryIds ids, TimeProvider time)
{
    // All only touched on the writer's thread. A new connection means that the last batch failed or the process started: then what the
    // table holds is read anew, so that a rolled-back number is given again and leaves no hole.
    private SqliteConnection? _connection;
    private SqliteTransaction? _transaction;
    private sqlite3_stmt? _insert;
    private bool _isInDoubt;
    private long _dataVersion;
    private long _lastSeq;
    private long _lastTime;
    private int _matchYear;
    private int _lastMatch;
    private long _durableSeq;
    private long _durableTime;

    /// <summary>Number of the newest row that became durable.</summary>
    public long LastDurableSeq => Volatile.Read(ref _durableSeq);

    /// <summary>Its moment, in milliseconds since 1970 UTC.</summary>
    public long LastDurableTime => Volatile.Read(ref _durableTime);

    /// <summary>The row is durable. Of one batch the rows of acts come first, so an older one may come later. On the writer's thread.</summary>
    public void Confirm(ReadOnlySpan<byte> row)
    {
        if (QueryRow.SeqOf(row) <= _durableSeq)
        {
            return;
        }

        Volatile.Write(ref _durableTime, QueryRow.TimeOf(row));
        Volatile.Write(ref _durableSeq, QueryRow.SeqOf(row));
    }

    /// <summary>The last row may be undone without the rest of its batch, and nobody would tell: before the next one the table is asked what it holds.</summary>
    public void Doubt() => _isInDoubt = true;

    /// <summary>Writes one row.</summary>
    public void Insert(SqliteConnection connection, SqliteTransaction transaction, QueryAppend append)
    {
        if (!ReferenceEquals(connection, _connection))
        {
            Prepare(connection);
        }

        if (!ReferenceEquals(transaction, _transaction))
        {
            DoubtWhatOthersWrote(connection);
            _transaction = transaction;
        }

        if (_isInDoubt)
        {
            ReadLast(connection);
        }

        _lastSeq++;
        _lastTime = Math.Max(_lastTime, time.GetUtcNow().ToUnixTimeMilliseconds());
        if (append.HasReference)
        {
            CountMatch(connection, DutchCalendar.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(_lastTime)).Year);
        }

        QueryRow.WritePlace(append.Bytes, _lastSeq, _lastTime, append.HasReference ? _matchYear : 0, append.HasReference ? _lastMatch : 0);
        ids.Write(append.Bytes.AsSpan(LogFormat.QueryIdAt, LogFormat.IdBytes), _lastSeq);
        Run(connection, append.Bytes);
    }

    // The statement itself, and not a command around it: for each row that takes twice as long as the insert.
    private void Run(SqliteConnection connection, byte[] row)
    {
        const int SeqPlace = 1;
        const int RowPlace = 2;
        raw.sqlite3_bind_int64(_insert, SeqPlace, _lastSeq);
        raw.sqlite3_bind_blob(_insert, RowPlace, row);
        var result = raw.sqlite3_step(_insert);
        raw.sqlite3_reset(_insert);
        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, connection.Handle);
        }
    }

    // A statement that outlives its connection keeps the database open.
    private void Forget(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState == ConnectionState.Closed && ReferenceEquals(sender, _connection))
        {
            _insert?.Dispose();
            _insert = null;
            (_connection, _transaction) = (null, null);
        }
    }

    private void CountMatch(SqliteConnection connection, int year)
    {
        if (year != _matchYear)
        {
            _lastMatch = LogPostings.LastReference(connection, year);
            _matchYear = year;
        }

        _lastMatch++;
    }

    // A verb of the shell writes acts while the service runs: the log has one writer in each process, and the store's lock between them.
    private void DoubtWhatOthersWrote(SqliteConnection connection)
    {
        var version = connection.ExecuteScalar<long>("PRAGMA data_version");
        _isInDoubt |= version != _dataVersion;
        _dataVersion = version;
    }

    private void Prepare(SqliteConnection connection)
    {
        _insert?.Dispose();
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v2(connection.Handle, "INSERT INTO query_log (seq, row) VALUES (?1, ?2)", out _insert), connection.Handle);
        connection.StateChange -= Forget;
        connection.StateChange += Forget;

        _isInDoubt = true;
        _transaction = null;
        _connection = connection;
    }

    private void ReadLast(SqliteConnection connection)
    {
        // Erased rows have left their number behind in the tree. A number that was durable is never given again, also when somebody took its row away: the hole must show.
        var last = connection.QuerySingleOrDefault<byte[]>("SELECT row FROM query_log ORDER BY seq DESC LIMIT 1");
        _lastSeq = Math.Max(_durableSeq, last is null ? LogPostings.SealedSize(connection) : QueryRow.SeqOf(last));
        if (_lastSeq < LogPostings.SealedSize(connection))
        {
            throw new InvalidOperationException("Rows that were sealed are gone; their numbers are not given again.");
        }

        _lastTime = Math.Max(_durableTime, last is null ? LogPostings.SealedAt(connection) : QueryRow.TimeOf(last));
        _matchYear = 0;
        _isInDoubt = false;
    }
}
