using Dapper;
using Meldpunt.Admin.Calendar;
using Microsoft.Data.Sqlite;

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
    private bool _isInDoubt;
    private SqliteCommand? _insert;
    private SqliteParameter[] _parameters = [];
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

    /// <summary>The row is durable.</summary>
    public void Confirm(ReadOnlySpan<byte> row)
    {
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
        else if (_isInDoubt)
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
        _parameters[0].Value = _lastSeq;
        _parameters[1].Value = append.Bytes;
        _insert!.Transaction = transaction;
        _insert.ExecuteNonQuery();
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

    private void Prepare(SqliteConnection connection)
    {
        _insert?.Dispose();
        _insert = connection.CreateCommand();
        _insert.CommandText = "INSERT INTO query_log (seq, row) VALUES (@seq, @row)";
        _parameters = [_insert.Parameters.Add("@seq", SqliteType.Integer), _insert.Parameters.Add("@row", SqliteType.Blob)];

        ReadLast(connection);
        _matchYear = 0;
        _connection = connection;
    }

    private void ReadLast(SqliteConnection connection)
    {
        // Erased rows have left their number behind in the tree.
        var last = connection.QuerySingleOrDefault<byte[]>("SELECT row FROM query_log ORDER BY seq DESC LIMIT 1");
        _lastSeq = last is null ? LogPostings.SealedSize(connection) : QueryRow.SeqOf(last);
        if (_lastSeq < LogPostings.SealedSize(connection))
        {
            throw new InvalidOperationException("Rows that were sealed are gone; their numbers are not given again.");
        }

        _lastTime = last is null ? LogPostings.SealedAt(connection) : QueryRow.TimeOf(last);
        _isInDoubt = false;
    }
}
