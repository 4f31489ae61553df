namespace Meldpunt.Admin.QueryLog.Retention;

/// <summary>The steps of one erasing, in order. For tests that break off at each.</summary>
internal enum RetentionStep
{
    Decided,
    Stated,
    BatchErased,
    RowsErased,
    KeyDestroyed,
    KeysDestroyed,
    TracesGone,
}
