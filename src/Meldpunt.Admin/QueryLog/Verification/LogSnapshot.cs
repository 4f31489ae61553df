using Dapper;
using Meldpunt.Admin.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>
/// The tables of the log, read and never written, also beside a service that runs. Reading goes in short legs, each one transaction that sees one moment: as long as
/// one lasts SQLite cannot take its write-ahead log in, so no leg may last as long as the whole log does. What an earlier leg saw still holds in a later one,
/// because rows and tiles only grow; only the oldest rows may have gone in between, and of that a statement tells.
/// </summary>
internal sealed class LogSnapshot : IDisposable
{
    private const int BusyTimeoutMilliseconds = 5_000;

    private static readonly string Pragmas =
        $"""
        PRAGMA busy_timeout = {BusyTimeoutMilliseconds};
        PRAGMA query_only = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA trusted_schema = OFF;
        """;

    private readonly SqliteConnection _connection;
    private SqliteTransaction? _leg;

    /// <summary>Opens the database of a data folder. Throws <see cref="VerificationException"/> when there is none that holds a log of this form.</summary>
    public LogSnapshot(string folder)
    {
        var file = Path.Combine(folder, SqliteDatabase.FileName);
        if (!File.Exists(file))
        {
            throw new VerificationException($"In {folder} staat geen Meldpunt.");
        }

        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            _connection.Open();
            _connection.Execute(Pragmas);
            RequireTables();
        }
        catch
        {
            _connection.Dispose();
            throw;
        }

        Rows = new RowCursor(_connection);
        Tiles = new TileCursor(_connection);
        Acts = new ActTexts(_connection);
    }

    public RowCursor Rows { get; }

    public TileCursor Tiles { get; }

    public ActTexts Acts { get; }

    /// <summary>The first number under which a text stands that is not beside the row of an act; null when there is none.</summary>
    public long? FirstActWithoutRow() => Acts.FirstWithoutRow(_leg);

    /// <summary>From here on everything is read as it is at one moment.</summary>
    public void BeginLeg() => _leg = _connection.BeginTransaction(deferred: true);

    public void EndLeg()
    {
        Rows.Close();
        Acts.Close();
        _leg?.Dispose();
        _leg = null;
    }

    /// <summary>Who the log says it is; null when it was never sealed.</summary>
    public StoredIdentity? Identity() => _connection.QuerySingleOrDefault<StoredIdentity>(
        "SELECT origin AS Origin, vkey AS VerifierKey, retention_months AS RetentionMonths FROM log_identity", transaction: _leg);

    /// <summary>Number of the first and of the last row; null when there is no row.</summary>
    public (long First, long Last)? Ends()
    {
        var (first, last) = _connection.QuerySingle<(long? First, long? Last)>("SELECT (SELECT min(seq) FROM query_log), (SELECT max(seq) FROM query_log)", transaction: _leg);
        return first is null ? null : (first.Value, last!.Value);
    }

    public IReadOnlyList<StoredErasure> Erasures() => _connection.Query<StoredErasure>(
        "SELECT last_seq AS LastSeq, note AS Note FROM log_erasure ORDER BY last_seq", transaction: _leg).AsList();

    /// <summary>The choices of the retention period, oldest first; none in a log that was written before there was a choice.</summary>
    public IReadOnlyList<StoredRetention> RetentionChoices() =>
        _connection.ExecuteScalar<int>("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'log_retention'", transaction: _leg) == 0
            ? []
            : _connection.Query<StoredRetention>(
                "SELECT chosen_at AS ChosenAt, months AS Months, months_before AS MonthsBefore FROM log_retention ORDER BY chosen_at", transaction: _leg).AsList();

    public long LastErased() => _connection.ExecuteScalar<long>("SELECT coalesce(max(last_seq), 0) FROM log_erasure", transaction: _leg);

    public StoredCheckpoint? NewestCheckpoint() => _connection.QuerySingleOrDefault<StoredCheckpoint>(
        $"SELECT {StoredCheckpoint.Columns} FROM log_checkpoint ORDER BY minute DESC LIMIT 1", transaction: _leg);

    /// <summary>The oldest checkpoints from one minute on and before another.</summary>
    public IReadOnlyList<StoredCheckpoint> Checkpoints(long from, long before, int count) => _connection.Query<StoredCheckpoint>(
        $"SELECT {StoredCheckpoint.Columns} FROM log_checkpoint WHERE minute >= @from AND minute < @before ORDER BY minute LIMIT @count",
        new { from, before, count },
        transaction: _leg).AsList();

    /// <summary>Place and number of hashes of the last tile of a level; null when the level has none.</summary>
    public (long Place, long Hashes)? LastTile(int level)
    {
        var (place, hashes) = _connection.QuerySingleOrDefault<(long? Place, long? Hashes)>(
            $"SELECT id - @first, length(hashes) / {LogFormat.HashBytes} FROM log_tile WHERE id >= @first AND id < @end ORDER BY id DESC LIMIT 1",
            new { first = level * LogFormat.TileLevelFactor, end = (level + 1) * LogFormat.TileLevelFactor },
            transaction: _leg);
        return place is null ? null : (place.Value, hashes!.Value);
    }

    public void Dispose()
    {
        Rows.Dispose();
        Tiles.Dispose();
        Acts.Dispose();
        _leg?.Dispose();
        _connection.Dispose();
    }

    private void RequireTables()
    {
        const int Tables = 5;
        var found = _connection.ExecuteScalar<int>(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('query_log', 'log_identity', 'log_tile', 'log_checkpoint', 'log_erasure')");
        if (found != Tables)
        {
            throw new VerificationException("Deze database heeft nog geen verzegeld logboek; een nieuwere versie van Meldpunt maakt dat bij het starten.");
        }
    }
}
