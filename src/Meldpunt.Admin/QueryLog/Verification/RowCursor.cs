using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>Rows in the order of their numbers.</summary>
internal sealed class RowCursor(SqliteConnection connection) : IDisposable
{
    private readonly RawStatement _rows = new(connection, "SELECT seq, row FROM query_log WHERE seq > ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3");

    /// <summary>The number it stands under.</summary>
    public long Seq => _rows.Number(0);

    /// <summary>Its bytes, which stay until the next step.</summary>
    public ReadOnlySpan<byte> Row => _rows.Bytes(1);

    /// <summary>Starts behind a row and goes through another, over so many rows at most.</summary>
    public void Open(long after, long through, int count) => _rows.Bind(after, through, count);

    public bool Step() => _rows.Step();

    public void Close() => _rows.Reset();

    public void Dispose() => _rows.Dispose();
}
