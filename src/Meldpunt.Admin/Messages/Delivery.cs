using Meldpunt.Admin.QueryLog;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Messages;

/// <summary>One message over one channel.</summary>
public sealed class Delivery
{
    public long Id { get; init; }

    public long MessageSeq { get; init; }

    public OpaqueId ChannelId { get; init; }

    public DeliveryState State { get; init; }

    /// <summary>How often it was tried since it was made or sent again by hand.</summary>
    public int Attempts { get; init; }

    public DateTimeOffset DueAt { get; init; }

    /// <summary>From when the days count after which it is given up.</summary>
    public DateTimeOffset SinceAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>One of <see cref="DeliveryOutcomes"/>: the last trouble.</summary>
    public string? Trouble { get; init; }

    public OpaqueId MessageId { get; init; }

    public MessageKind Kind { get; init; }

    public OpaqueId? FollowUpId { get; init; }

    /// <summary>Of a changed entry: what was done to it.</summary>
    public string? Change { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    public int? MatchYear { get; init; }

    public int? MatchNumber { get; init; }

    /// <summary>What both desks call the match by; null of what is about no case.</summary>
    public string? Reference => MatchYear is { } year && MatchNumber is { } number ? LoggedQuery.FormatReference(year, number) : null;
}
