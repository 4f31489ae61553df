namespace Meldpunt.Admin.Storage.Sqlite;

/// <summary>SQLite's primary result codes that this program tells apart (sqlite.org/rescode.html).</summary>
internal static class SqliteErrors
{
    /// <summary>Another connection holds the lock.</summary>
    public const int Busy = 5;

    /// <summary>The disk, or the database's set limit, is full.</summary>
    public const int Full = 13;

    /// <summary>A constraint of the schema was broken by this one statement.</summary>
    public const int Constraint = 19;
}
