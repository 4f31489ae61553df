using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.QueryLog;

/// <summary>Which rows of the log to read; null means all.</summary>
public sealed class QueryLogFilter
{
    public OpaqueId? ParticipantId { get; init; }

    public OpaqueId? LocationId { get; init; }

    /// <summary>Every location of this name; more than one participant may have one.</summary>
    public string? LocationName { get; init; }

    public OpaqueId? AccountId { get; init; }

    public QueryOutcome? Outcome { get; init; }

    /// <summary>From this moment on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Only rows before this one in the log.</summary>
    public long? BeforeSeq { get; init; }
}
