using Dapper;
using Meldpunt.Admin.Calendar;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog;

/// <summary>
/// Inserts log rows on the writer's thread: gives each its number, time and, on a match, its reference. Numbers have no holes and time never
/// runs backwards.
/// </summary>
internal sealed class QueryLogTable(TimeProvider time)
{
    private static readonly string[] Columns =
    [
        "seq", "query_id", "recorded_at", "participant_id", "location_id", "account_id", "terminal_id", "purpose", "outcome", "match_year", "match_number",
        "matched_count", "matched", "rule", "subject_month", "subject", "salt", "agreement",
    ];

    private static readonly string InsertSql =
        $"INSERT INTO query_log ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", Columns.Select(column => "@" + column))})";

    // All only touched on the writer's thread. A new connection means that the last batch failed or the process started: then what the
    // table holds is read anew, so that a rolled-back number is given again and leaves no hole.
    private SqliteConnection? _connection;
    private SqliteCommand? _insert;
    private SqliteParameter[] _parameters = [];
    private long _lastSeq;
    private DateTimeOffset _lastTime;
    private int _matchYear;
    private int _lastMatch;

    /// <summary>Writes one row.</summary>
    public void Insert(SqliteConnection connection, SqliteTransaction transaction, QueryAppend append)
    {
        if (!ReferenceEquals(connection, _connection))
        {
            Prepare(connection);
        }

        var row = Number(connection, append);
        Bind(
            row.Seq,
            row.QueryId.ToByteArray(),
            row.RecordedAt.ToUnixTimeMilliseconds(),
            row.ParticipantId.ToByteArray(),
            row.LocationId.ToByteArray(),
            row.AccountId.ToByteArray(),
            row.TerminalId.ToByteArray(),
            (int)row.Purpose,
            (int)row.Outcome,
            row.MatchYear,
            row.MatchNumber,
            append.MatchedCount,
            append.Matched,
            append.Rule,
            append.SubjectMonth.ToString(),
            append.Subject,
            append.Salt,
            append.Agreement);
        _insert!.Transaction = transaction;
        _insert.ExecuteNonQuery();
        append.Row = row;
    }

    // By place and not by name: finding a parameter by its name costs more than writing the row.
    private void Bind(params ReadOnlySpan<object> values)
    {
        for (var index = 0; index < Columns.Length; index++)
        {
            _parameters[index].Value = values[index];
        }
    }

    private LoggedQuery Number(SqliteConnection connection, QueryAppend append)
    {
        var now = time.GetUtcNow();
        if (now < _lastTime)
        {
            now = _lastTime;
        }

        var isMatch = append.MatchedCount > 0;
        var hasReference = isMatch && append.Purpose == QueryPurpose.Gate;
        if (hasReference)
        {
            CountMatch(connection, DutchCalendar.DayOf(now).Year);
        }

        _lastSeq++;
        _lastTime = now;
        return new LoggedQuery
        {
            Seq = _lastSeq,
            QueryId = append.QueryId,
            RecordedAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            ParticipantId = append.Caller.Participant!.Id,
            LocationId = append.Caller.Location?.Id ?? default,
            AccountId = append.Caller.AccountId,
            TerminalId = append.Caller.TerminalId,
            Purpose = append.Purpose,
            Outcome = isMatch ? QueryOutcome.Match : QueryOutcome.NoMatch,
            MatchYear = hasReference ? _matchYear : 0,
            MatchNumber = hasReference ? _lastMatch : 0,
            Agreement = append.Agreement,
            Rule = append.Rule,
        };
    }

    private void CountMatch(SqliteConnection connection, int year)
    {
        if (year != _matchYear)
        {
            _lastMatch = connection.ExecuteScalar<int>(
                "SELECT coalesce(max(match_number), 0) FROM query_log WHERE match_number > 0 AND match_year = @year", new { year });
            _matchYear = year;
        }

        _lastMatch++;
    }

    private void Prepare(SqliteConnection connection)
    {
        _insert?.Dispose();
        _insert = connection.CreateCommand();
#pragma warning disable CA2100 // Made of the constants above.
        _insert.CommandText = InsertSql;
#pragma warning restore CA2100
        _parameters = Columns.Select(column => _insert.Parameters.Add(new SqliteParameter { ParameterName = "@" + column })).ToArray();

        var last = connection.QuerySingleOrDefault<LoggedQuery>("SELECT seq, recorded_at FROM query_log ORDER BY seq DESC LIMIT 1");
        _lastSeq = last?.Seq ?? 0;
        _lastTime = last?.RecordedAt ?? DateTimeOffset.MinValue;
        _matchYear = 0;
        _connection = connection;
    }
}
