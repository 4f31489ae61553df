namespace Meldpunt.Admin.QueryLog.Seal;

/// <summary>In what a log and its seal disagree.</summary>
public enum LogFinding
{
    /// <summary>They agree.</summary>
    None,

    /// <summary>The second place is gone.</summary>
    SecondPlaceMissing,

    /// <summary>What stands in the second place is no checkpoint of this log's key.</summary>
    SecondPlaceUnreadable,

    /// <summary>Another program changed the second place while this one ran.</summary>
    SecondPlaceChanged,

    /// <summary>The key that signs is another than the one the log was begun with.</summary>
    OtherKey,

    /// <summary>Rows that were sealed are not there any more.</summary>
    Shorter,

    /// <summary>The rows that were sealed were others.</summary>
    OtherRoot,

    /// <summary>The tree in the database is damaged or was changed.</summary>
    TreeDamaged,

    /// <summary>A row is not the one that was sealed.</summary>
    RowChanged,

    /// <summary>A statement that rows were erased is not signed by this log's key, or says something else than its number.</summary>
    FalseErasure,

    /// <summary>A number is missing between two rows.</summary>
    Hole,

    /// <summary>A row is older than the one before it.</summary>
    TimeReversed,
}
