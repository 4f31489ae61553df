using Dapper;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;

namespace Meldpunt.Admin.Tests.Support;

/// <summary>A database with one small table of notes, and a writer on it.</summary>
internal sealed class WriterBench : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    public WriterBench()
    {
        Database = new SqliteDatabase(_folder.Path);
        Database.Create(_ => { });
        using var connection = Database.Open();
        connection.Execute("CREATE TABLE note (text TEXT NOT NULL UNIQUE) STRICT");
        Writer = new StoreWriter(Database);
    }

    public SqliteDatabase Database { get; }

    public StoreWriter Writer { get; }

    /// <summary>Writes one note; the result is its text.</summary>
    public Task<string> WriteAsync(string text) => Writer.WriteAsync(connection =>
    {
        connection.Execute("INSERT INTO note (text) VALUES (@text)", new { text });
        return text;
    });

    /// <summary>What another connection, so anybody after a crash, sees of the notes.</summary>
    public IReadOnlyList<string> Notes()
    {
        using var connection = Database.Open();
        return connection.Query<string>("SELECT text FROM note ORDER BY rowid").AsList();
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        Database.CloseIdle();
        _folder.Dispose();
    }
}
