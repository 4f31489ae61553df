namespace Meldpunt.Admin.Storage.Sqlite;

/// <summary>SQLite's primary result codes that this program tells apart (sqlite.org/rescode.html).</summary>
internal static class SqliteErrors
{
    /// <summary>A statement that cannot be run, such as one on a table that is not there.</summary>
    public const int Statement = 1;

    /// <summary>Another connection holds the lock.</summary>
    public const int Busy = 5;

    /// <summary>The operating system reported a failed read, write or sync.</summary>
    public const int InputOutput = 10;

    /// <summary>No room to extend the shared-memory file of the write-ahead log (SQLITE_IOERR_SHMSIZE).</summary>
    public const int SharedMemorySize = 4_874;

    /// <summary>The file is damaged.</summary>
    public const int Corrupt = 11;

    /// <summary>The file is no database.</summary>
    public const int NotADatabase = 26;

    /// <summary>The disk, or the database's set limit, is full.</summary>
    public const int Full = 13;

    /// <summary>A constraint of the schema was broken by this one statement.</summary>
    public const int Constraint = 19;
}
