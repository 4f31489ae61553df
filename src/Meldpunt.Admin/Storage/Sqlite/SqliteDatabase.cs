using Meldpunt.Admin.Keys;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Storage.Sqlite;

/// <summary>
/// Opens connections to the one durable store, each with the settings that durability and erasure rest on. All that is particular to
/// SQLite stands in this folder.
/// </summary>
public sealed class SqliteDatabase
{
    /// <summary>Name of the database file in the data folder.</summary>
    public const string FileName = "meldpunt.db";

    // Another process (the shell's verbs) may hold the write lock for the length of one commit.
    private const int BusyTimeoutMilliseconds = 5_000;

    // WAL with FULL: a commit has been synced when it returns. secure_delete: freed bytes are overwritten, on every connection,
    // or the next one leaves traces. temp_store: sorting never spills personal data to a file.
    private static readonly string Pragmas =
        $"""
        PRAGMA busy_timeout = {BusyTimeoutMilliseconds};
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA secure_delete = ON;
        PRAGMA foreign_keys = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA trusted_schema = OFF;
        """;

    // The writer touches the same few thousand pages again and again, and copies them to the database less often: 64 MiB of cache, 16 MiB of log.
    private const string WriterPragmas =
        """
        PRAGMA cache_size = -65536;
        PRAGMA wal_autocheckpoint = 4096;
        """;

    private readonly string _connectionString;

    public SqliteDatabase(string folder)
        : this(new FileInfo(Path.Combine(folder, FileName)))
    {
    }

    private SqliteDatabase(FileInfo file)
    {
        FilePath = file.FullName;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = FilePath,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = true,
        }.ToString();
    }

    /// <summary>Where the database file is.</summary>
    public string FilePath { get; }

    /// <summary>Called whenever a connection is opened, before anything is asked of it. For tests that count what a request asks of the database.</summary>
    internal Action<SqliteConnection>? WhenOpened { get; set; }

    /// <summary>Opens a connection to a database that exists; never makes one.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            Execute(connection, Pragmas);
            WhenOpened?.Invoke(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens the connection that all writes of a process go through.</summary>
    public SqliteConnection OpenForWriting()
    {
        var connection = Open();
        Execute(connection, WriterPragmas);
        return connection;
    }

    /// <summary>
    /// Makes the database with its first rows; fails when there is one. It is made under another name and named last, so that a database that is there
    /// is whole.
    /// </summary>
    public void Create(Action<SqliteConnection> fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        var unfinished = new SqliteDatabase(new FileInfo(FilePath + ".new"));
        foreach (var leftOver in (string[])[unfinished.FilePath, unfinished.FilePath + "-wal", unfinished.FilePath + "-shm"])
        {
            File.Delete(leftOver);
        }

        // SQLite would make it readable for others.
        DurableFile.OpenNew(unfinished.FilePath).Dispose();
        SqliteScripts.Apply(unfinished);
        using (var connection = unfinished.Open())
        {
            fill(connection);
            Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }

        unfinished.CloseIdle();
        DurableFile.NameNew(unfinished.FilePath, FilePath);
        File.Delete(unfinished.FilePath);
    }

    /// <summary>True when the file is a database that <see cref="Create"/> finished.</summary>
    public bool IsInstallation()
    {
        using var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM installation";
            return command.ExecuteScalar() is 1L;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is SqliteErrors.Statement or SqliteErrors.NotADatabase or SqliteErrors.Corrupt)
        {
            return false;
        }
    }

    /// <summary>Closes the connections that wait for the next use.</summary>
    public void CloseIdle()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    internal static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants and the embedded scripts come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
