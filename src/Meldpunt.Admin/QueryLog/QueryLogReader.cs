using Dapper;
using Meldpunt.Admin.Storage.Sqlite;

namespace Meldpunt.Admin.QueryLog;

/// <summary>Reads the log, newest first. It never tells who was looked up, because the log does not know.</summary>
public sealed class QueryLogReader(SqliteDatabase database)
{
    private const string Columns =
        "seq, query_id, recorded_at, participant_id, location_id, account_id, terminal_id, purpose, outcome, match_year, match_number, rule, agreement";

    /// <summary>Rows that pass the filter, at most so many.</summary>
    public IReadOnlyList<LoggedQuery> List(QueryLogFilter filter, int count)
    {
        ArgumentNullException.ThrowIfNull(filter);
        using var connection = database.Open();
        var conditions = new SqlBuilder()
            .AndIf(filter.ParticipantId, "participant_id = @ParticipantId")
            .AndIf(filter.LocationId, "location_id = @LocationId")
            .AndIf(filter.LocationName, "location_id IN (SELECT id FROM location WHERE name = @LocationName)")
            .AndIf(filter.AccountId, "account_id = @AccountId")
            .AndIf(filter.Outcome, "outcome = @Outcome")
            .AndIf(filter.From, "recorded_at >= @From")
            .AndIf(filter.Before, "recorded_at < @Before")
            .AndIf(filter.BeforeSeq, "seq < @BeforeSeq");
        var parameters = new DynamicParameters(filter);
        parameters.Add("count", count);
        return connection.Query<LoggedQuery>(
            $"SELECT {Columns} FROM query_log {conditions} ORDER BY seq DESC LIMIT @count", parameters).AsList();
    }

    /// <summary>Every row, oldest first, read while it is asked for.</summary>
    public IEnumerable<LoggedQuery> All()
    {
        using var connection = database.Open();
        foreach (var row in connection.Query<LoggedQuery>($"SELECT {Columns} FROM query_log ORDER BY seq", buffered: false))
        {
            yield return row;
        }
    }

    // Only constants come in here; values go as parameters.
    private sealed class SqlBuilder
    {
        private readonly List<string> _conditions = [];

        public SqlBuilder AndIf(object? value, string condition)
        {
            if (value is not null)
            {
                _conditions.Add(condition);
            }

            return this;
        }

        public override string ToString() => _conditions.Count == 0 ? string.Empty : "WHERE " + string.Join(" AND ", _conditions);
    }
}
