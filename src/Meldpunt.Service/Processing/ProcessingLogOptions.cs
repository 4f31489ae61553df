namespace Meldpunt.Service.Processing;

/// <summary>Where the second log is and how patiently it is written. Validated by the verb that made it.</summary>
public sealed class ProcessingLogOptions
{
    /// <summary>Records in one request, so that a request stays below 400 KB and the time limit is enough for it.</summary>
    public const int MaxBatch = 512;

    /// <summary>Where spans are taken in: OTLP over HTTP, in JSON.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The processing activity in the consortium's register of processing activities (AVG article 30).</summary>
    public required Uri Activity { get; init; }

    /// <summary>How long a request may take, from connecting to the last byte of the answer.</summary>
    public TimeSpan RequestLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait for new rows. Bounds what the second log lags behind, and the writes that keep the cursor, to one a second.</summary>
    public TimeSpan IdleWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait after the first failure; doubles with every further one.</summary>
    public TimeSpan FirstRetryWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait: a collector that is back has everything within this time, and one that is away costs a log line as often.</summary>
    public TimeSpan MaxRetryWait { get; init; } = TimeSpan.FromMinutes(2);
}
