namespace Meldpunt.Service.Processing;

/// <summary>What came of sending records to the collector. Only the first moves the cursor.</summary>
internal enum ExportOutcome
{
    /// <summary>The collector said that it has all of them.</summary>
    Confirmed,

    /// <summary>It took the request and refused some of the records (OTLP partial success). It does not say which.</summary>
    PartlyRefused,

    /// <summary>It refused the request, or answered something that confirms nothing.</summary>
    NotConfirmed,

    /// <summary>It could not be reached, not be trusted, or did not answer in time. What it has is not known.</summary>
    Unreachable,
}
