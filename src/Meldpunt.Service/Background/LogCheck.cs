using Meldpunt.Admin.QueryLog.Verification;

namespace Meldpunt.Service.Background;

/// <summary>What was last found of the log by who checks it. Immutable.</summary>
internal sealed record LogCheck
{
    /// <summary>Nothing has been checked since the service started.</summary>
    public static LogCheck None { get; } = new();

    /// <summary>The last row that was found in order.</summary>
    public long Through { get; init; }

    /// <summary>When that was; null before the first check was done.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>When the log was last checked from its first row on.</summary>
    public DateTimeOffset? WholeAt { get; init; }

    /// <summary>What is not in order, in Dutch sentences that hold numbers of rows and nothing of what stands in them.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>True when the last check could not be done; what it would have found is not known.</summary>
    public bool Failed { get; init; }
}
