using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>
/// One prepared statement, stepped without a reader around it: ADO.NET makes objects for every row and opens a blob as a stream, and a log has millions of rows.
/// </summary>
internal sealed class RawStatement(SqliteConnection connection, string sql) : IDisposable
{
    private sqlite3_stmt? _statement;

    private sqlite3 Database => connection.Handle ?? throw new ObjectDisposedException(nameof(connection));

    /// <summary>Starts anew with these values.</summary>
    public void Bind(params ReadOnlySpan<long> values)
    {
        if (_statement is null)
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(Database, sql, out _statement), Database);
        }

        _ = raw.sqlite3_reset(_statement);
        for (var index = 0; index < values.Length; index++)
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_int64(_statement, index + 1, values[index]), Database);
        }
    }

    /// <summary>Goes to the next row; false behind the last one.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, Database);
        }

        Reset();
        return false;
    }

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>Bytes that stay where they are until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <summary>Lets go of what it reads; as long as it does not, a transaction cannot end.</summary>
    public void Reset()
    {
        if (_statement is not null)
        {
            _ = raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement?.Dispose();
}
