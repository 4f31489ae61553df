using Meldpunt.Admin.Storage;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Tests.Support;

/// <summary>Holds the store's writer just before its next commit until the test lets it go on; then that commit succeeds or fails.</summary>
internal sealed class HeldCommit : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly StoreWriter _writer;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldCommit(StoreWriter writer)
    {
        _writer = writer;
        writer.BeforeCommit = Hold;
    }

    /// <summary>Completes once the writer stands before its commit: the statements of the batch have run.</summary>
    public Task Reached => _reached.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <summary>Lets this commit go on, and does something else before the next ones, or nothing.</summary>
    public void Release(Action<SqliteConnection>? beforeNextCommits = null)
    {
        _writer.BeforeCommit = beforeNextCommits;
        _released.TrySetResult();
    }

    /// <summary>Lets this commit fail with a result code of SQLite, primary or extended; the next ones go on.</summary>
    public void Fail(int sqliteCode)
    {
        const int PrimaryBits = 0xFF;
        _writer.BeforeCommit = null;
        _released.TrySetException(new SqliteException("failed by the test", sqliteCode & PrimaryBits, sqliteCode));
    }

    public void Dispose() => Release();

    private void Hold(SqliteConnection connection)
    {
        _reached.TrySetResult();
        _released.Task.WaitAsync(Patience).GetAwaiter().GetResult();
    }
}
