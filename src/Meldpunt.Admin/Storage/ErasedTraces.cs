using Dapper;
using Meldpunt.Admin.Storage.Sqlite;

namespace Meldpunt.Admin.Storage;

/// <summary>
/// What was overwritten or deleted still stands in the database's write-ahead log until that is emptied. Whoever erased something says so here, tries once, and leaves
/// the rest to the next turn of whoever keeps trying. Safe to use from many threads.
/// </summary>
public sealed class ErasedTraces(SqliteDatabase database)
{
    private const int Attempts = 20;

    // While it waits for a reader to finish, no query can be logged: so it gives up soon.
    private const int BusyMilliseconds = 100;

    private readonly Lock _oneAtATime = new();

    // More than are gone until looked at once: an earlier process may have been stopped before it came to that.
    private long _erased = 1;
    private long _gone;

    /// <summary>True when bytes of what was erased may still be in the write-ahead log.</summary>
    public bool MayRemain => Interlocked.Read(ref _gone) < Interlocked.Read(ref _erased);

    /// <summary>Something was erased, durable in the database.</summary>
    public void Leave() => Interlocked.Increment(ref _erased);

    /// <summary>Empties the write-ahead log when traces may remain in it; false when somebody was reading, and it is to be tried again.</summary>
    public bool TryErase()
    {
        lock (_oneAtATime)
        {
            var erased = Interlocked.Read(ref _erased);
            if (Interlocked.Read(ref _gone) == erased)
            {
                return true;
            }

            using var connection = database.Open();
            connection.Execute($"PRAGMA busy_timeout = {BusyMilliseconds}");
            if (connection.QuerySingle<(int Busy, int Log, int Done)>("PRAGMA wal_checkpoint(TRUNCATE)").Busy != 0)
            {
                return false;
            }

            Interlocked.Exchange(ref _gone, erased);
            return true;
        }
    }

    /// <summary>The same, some times, for a caller who has the time.</summary>
    /// <param name="between">Waits between two attempts; null for no wait.</param>
    public async Task<bool> EraseAsync(Func<Task>? between = null)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (TryErase())
            {
                return true;
            }

            await (between?.Invoke() ?? Task.CompletedTask).ConfigureAwait(false);
        }

        return false;
    }

    /// <summary>Something was erased by an act that somebody waits for: one attempt, and no exception for what can be tried again.</summary>
    public void LeaveAndTry()
    {
        Leave();
        try
        {
            _ = TryErase();
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // The act is done and durable; MayRemain holds until an attempt succeeds.
        }
    }
}
