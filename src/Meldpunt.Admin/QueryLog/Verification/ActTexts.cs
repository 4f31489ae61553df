using Dapper;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>The texts beside the rows of acts.</summary>
internal sealed class ActTexts(SqliteConnection connection) : IDisposable
{
    private readonly RawStatement _texts = new(connection, "SELECT text, subject_id, participant_id FROM administrative_act WHERE seq = ?1");

    // A log from before there were acts has no place for them.
    private readonly bool _exist =
        connection.ExecuteScalar<int>("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'administrative_act'") > 0;

    /// <summary>What is wrong with the text beside the row of an act; null when nothing is.</summary>
    public string? FaultIn(long seq, ReadOnlySpan<byte> row)
    {
        if (!_exist)
        {
            return ActCheck.FaultIn(row, []);
        }

        _texts.Bind(seq);
        if (!_texts.Step())
        {
            return ActCheck.FaultIn(row, []);
        }

        var fault = ActCheck.FaultIn(row, _texts.Bytes(0));
        if (fault is null && !ActCheck.IsKeptUnder(_texts.Bytes(0), _texts.Bytes(1), _texts.Bytes(2)))
        {
            fault = "is een handeling die onder een ander kenmerk bewaard wordt dan in haar tekst staat";
        }

        _texts.Reset();
        return fault;
    }

    /// <summary>The first number under which a text stands that is not beside the row of an act; null when there is none.</summary>
    public long? FirstWithoutRow(SqliteTransaction? leg) => !_exist ? null : connection.ExecuteScalar<long?>(
        $"""
        SELECT min(administrative_act.seq) FROM administrative_act LEFT JOIN query_log ON query_log.seq = administrative_act.seq
        WHERE query_log.seq IS NULL OR substr(query_log.row, {LogFormat.PurposeAt + 1}, 1) <> x'04'
        """,
        transaction: leg);

    public void Close() => _texts.Reset();

    public void Dispose() => _texts.Dispose();
}
