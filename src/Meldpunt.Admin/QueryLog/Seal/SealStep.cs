namespace Meldpunt.Admin.QueryLog.Seal;

/// <summary>The steps of one sealing, in order. For tests that break off at each.</summary>
internal enum SealStep
{
    RowsRead,
    Signed,
    Stored,
    InSecondPlace,
    Published,
}
