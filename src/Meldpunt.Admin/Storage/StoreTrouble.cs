namespace Meldpunt.Admin.Storage;

/// <summary>Why the store did not take a write.</summary>
public enum StoreTrouble
{
    /// <summary>No trouble: the last write succeeded.</summary>
    None = 0,

    /// <summary>More writes wait than the queue holds. Passes by itself.</summary>
    QueueFull,

    /// <summary>The write did not become durable within its deadline. It may still.</summary>
    Late,

    /// <summary>The disk is full, another process held the lock too long, or a statement failed. Passes when that does; the next write tries again.</summary>
    Refused,

    /// <summary>The disk failed under a write. What it holds is not known, so nothing is written any more until a restart.</summary>
    Broken,

    /// <summary>The store is closing.</summary>
    Closed,
}
