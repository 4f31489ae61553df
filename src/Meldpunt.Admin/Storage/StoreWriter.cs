using System.Threading.Channels;
using Dapper;
using Meldpunt.Admin.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Storage;

/// <summary>
/// The one writer of the store. Writes queue up to a bound; one thread takes what has queued, puts it in one transaction and commits.
/// No timer and no delay: a lone write is committed at once, a crowd shares one sync. A write completes only after its commit returned.
/// Safe to use from many threads.
/// </summary>
public sealed class StoreWriter : IAsyncDisposable
{
    /// <summary>Writes that may wait; one more is refused at once.</summary>
    public const int QueueLength = 4_096;

    /// <summary>Most writes in one commit, so that the first of a crowd does not wait for all of it.</summary>
    public const int BatchLength = 256;

    private const int ProbeBytes = 64 * 1024;

    private readonly Channel<StoreWrite> _queue = Channel.CreateBounded<StoreWrite>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, AllowSynchronousContinuations = true });

    // Only touched on the writer's thread.
    private readonly List<Action> _whenDurable = [];

    private readonly SqliteDatabase _database;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile StoreTrouble _trouble;
    private volatile bool _closing;

    public StoreWriter(SqliteDatabase database)
    {
        _database = database;
        _thread = new Thread(Run) { IsBackground = true, Name = "store writer" };
        _thread.Start();
    }

    /// <summary>What was wrong with the last commit; <see cref="StoreTrouble.None"/> when it succeeded.</summary>
    public StoreTrouble Trouble => _trouble;

    /// <summary>Called between the last statement of a batch and its commit. For tests that hold or break a commit.</summary>
    internal Action<SqliteConnection>? BeforeCommit { get; set; }

    /// <summary>Called after a commit, before anybody hears of it. For tests in which a commit fails that nevertheless stands.</summary>
    internal Action? AfterCommit { get; set; }

    /// <summary>Queues a write. Throws <see cref="StoreUnavailableException"/> when it cannot be taken.</summary>
    public void Enqueue(StoreWrite write)
    {
        if (_trouble == StoreTrouble.Broken)
        {
            throw new StoreUnavailableException(StoreTrouble.Broken);
        }

        if (!_queue.Writer.TryWrite(write))
        {
            throw new StoreUnavailableException(_closing ? StoreTrouble.Closed : StoreTrouble.QueueFull);
        }
    }

    /// <summary>
    /// Runs one action inside a transaction and returns its result once that is durable. An exception of the action undoes what it wrote and
    /// comes back to the caller; the other writes of the batch go on.
    /// </summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> action)
    {
        var write = new ActionWrite<T>(action);
        Enqueue(write);
        return write.Completion;
    }

    /// <summary>
    /// Tries a write, after one was refused. A large one: where only a few bytes fit, the next query would be refused again, and readiness would flicker.
    /// </summary>
    public Task ProbeAsync() => WriteAsync(connection => connection.Execute(
        "INSERT OR REPLACE INTO room (only, filler) VALUES (1, zeroblob(@ProbeBytes))", new { ProbeBytes }));

    /// <summary>
    /// Called inside a write: what is given is done once the write is durable, before its caller hears of it; not at all when the write, or its batch, is undone.
    /// </summary>
    internal void WhenDurable(Action action)
    {
        if (Thread.CurrentThread != _thread)
        {
            throw new InvalidOperationException("Only what is being written becomes durable.");
        }

        _whenDurable.Add(action);
    }

    public async ValueTask DisposeAsync()
    {
        _closing = true;
        _queue.Writer.TryComplete();
        await _stopped.Task.ConfigureAwait(false);
    }

    private void Run()
    {
        var batch = new List<StoreWrite>(BatchLength);
        SqliteConnection? connection = null;
        try
        {
            while (WaitForWrites())
            {
                Take(batch);
                if (_trouble == StoreTrouble.Broken)
                {
                    Fail(batch, new StoreUnavailableException(StoreTrouble.Broken));
                    continue;
                }

                Commit(ref connection, batch);
            }
        }
        finally
        {
            connection?.Dispose();
            _stopped.TrySetResult();
        }
    }

    private bool WaitForWrites() => _queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    private void Take(List<StoreWrite> batch)
    {
        batch.Clear();
        while (batch.Count < BatchLength && _queue.Reader.TryRead(out var write))
        {
            batch.Add(write);
        }
    }

    private void Commit(ref SqliteConnection? connection, List<StoreWrite> batch)
    {
        _whenDurable.Clear();
        try
        {
            connection ??= _database.OpenForWriting();
            using (var transaction = connection.BeginTransaction(deferred: false))
            {
                foreach (var write in batch)
                {
                    Apply(write, connection, transaction);
                }

                BeforeCommit?.Invoke(connection);
                transaction.Commit();
                AfterCommit?.Invoke();
            }

            _trouble = StoreTrouble.None;
        }
#pragma warning disable CA1031 // Whatever went wrong, every waiting caller must hear that its write is not durable.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _trouble = Judge(exception);
            Fail(batch, new StoreUnavailableException(_trouble, exception));
            connection?.Dispose();
            connection = null;
            return;
        }

        // Durable from here on, and only from here on may anybody hear of it.
        _whenDurable.ForEach(action => action());
        foreach (var write in batch)
        {
            write.Succeed();
        }
    }

    // A savepoint for each write that can fail by itself, so that it takes nobody else down.
    private void Apply(StoreWrite write, SqliteConnection connection, SqliteTransaction transaction)
    {
        if (!write.CanFailAlone)
        {
            write.Execute(connection, transaction);
            return;
        }

        var before = _whenDurable.Count;
        transaction.Save("one");
        try
        {
            write.Execute(connection, transaction);
            transaction.Release("one");
        }
        catch (Exception exception) when (exception is not SqliteException { SqliteErrorCode: not SqliteErrors.Constraint })
        {
            transaction.Rollback("one");
            transaction.Release("one");
            _whenDurable.RemoveRange(before, _whenDurable.Count - before);
            write.Fail(exception);
        }
    }

    // After these it is not known what is on the disk, and a later sync may claim success for pages that an earlier one lost. No room for the
    // shared-memory file is an input/output error to SQLite, but nothing was written.
    private static StoreTrouble Judge(Exception exception) => exception is SqliteException
    {
        SqliteErrorCode: SqliteErrors.InputOutput or SqliteErrors.Corrupt or SqliteErrors.NotADatabase,
        SqliteExtendedErrorCode: not SqliteErrors.SharedMemorySize,
    }
        ? StoreTrouble.Broken
        : StoreTrouble.Refused;

    private static void Fail(List<StoreWrite> batch, StoreUnavailableException exception)
    {
        foreach (var write in batch)
        {
            write.Fail(exception);
        }
    }
}
