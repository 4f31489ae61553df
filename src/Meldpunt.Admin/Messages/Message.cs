using Meldpunt.Admin.QueryLog;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Messages;

/// <summary>What a desk, the gates at a place, or the consortium is told. Thin: who wants to know more opens the case.</summary>
public sealed class Message
{
    /// <summary>Its place in the stream: what comes later has a higher number.</summary>
    public long Seq { get; init; }

    public OpaqueId Id { get; init; }

    /// <summary>Whose; the empty id for the consortium.</summary>
    public OpaqueId ParticipantId { get; init; }

    /// <summary>For the gates there; null for the desk.</summary>
    public OpaqueId? LocationId { get; init; }

    public MessageKind Kind { get; init; }

    public OpaqueId? FollowUpId { get; init; }

    /// <summary>The case that its reader knows it by: its own, or of a changed entry the newest match that the reader had on it; null when there is none.</summary>
    public OpaqueId? CaseId { get; init; }

    /// <summary>Of the reference of that case.</summary>
    public int? MatchYear { get; init; }

    public int? MatchNumber { get; init; }

    /// <summary>What both desks call the match by.</summary>
    public string? Reference => MatchYear is { } year && MatchNumber is { } number ? LoggedQuery.FormatReference(year, number) : null;

    /// <summary>Of a changed entry.</summary>
    public OpaqueId? EntryId { get; init; }

    /// <summary>What was done to it: a kind of act.</summary>
    public string? Change { get; init; }

    /// <summary>Number of the row of that act.</summary>
    public long? ActSeq { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>When somebody of the desk said that they had seen it.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    public OpaqueId? SeenBy { get; init; }
}
