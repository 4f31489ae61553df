namespace Meldpunt.Index.Hot;

/// <summary>
/// The hot index has no room for another key. Nothing was dropped. It must be made anew with a larger capacity; until then
/// the register holds an entry that the index does not, so no query may be answered.
/// </summary>
public sealed class IndexFullException : InvalidOperationException
{
    public IndexFullException(long records)
        : base($"The hot index is full at {records} records; start again, so that it is sized by the register.")
    {
        Records = records;
    }

    /// <summary>Records in the index when it was full.</summary>
    public long Records { get; }
}
