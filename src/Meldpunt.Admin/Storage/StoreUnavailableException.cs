namespace Meldpunt.Admin.Storage;

/// <summary>
/// The store did not make a write durable: it is full, slow, overloaded or broken. The caller must not act as if the write had happened;
/// it may, after all, turn out to have.
/// </summary>
public sealed class StoreUnavailableException : InvalidOperationException
{
    public StoreUnavailableException(StoreTrouble trouble, Exception? cause = null)
        : base($"The store did not take the write: {trouble}.", cause)
    {
        Trouble = trouble;
    }

    public StoreTrouble Trouble { get; }
}
