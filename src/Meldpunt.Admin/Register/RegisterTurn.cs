using Meldpunt.Admin.Storage;

namespace Meldpunt.Admin.Register;

/// <summary>Looking who is known and writing what follows from it, one at a time in the process that serves: so that one person gets one ban.</summary>
public sealed class RegisterTurn : IDisposable
{
    // A turn takes a few hundredths of a second; whoever waits longer than this is told that nothing was done.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Throws <see cref="StoreUnavailableException"/> when the turn does not come.</summary>
    public async Task<T> TakeAsync<T>(Func<Task<T>> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        if (!await _one.WaitAsync(MaxWait).ConfigureAwait(false))
        {
            throw new StoreUnavailableException(StoreTrouble.Late);
        }

        try
        {
            return await act().ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
