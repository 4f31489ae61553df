using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.FollowUps;

/// <summary>Which cases of a desk are asked for; what is null does not matter.</summary>
public sealed record FollowUpFilter(OpaqueId ParticipantId)
{
    public FollowUpSide? Side { get; init; }

    public FollowUpState? State { get; init; }

    /// <summary>Only those that wait for somebody.</summary>
    public bool OnlyOpen { get; init; }

    /// <summary>Of a reference: both, or neither.</summary>
    public int? MatchYear { get; init; }

    public int? MatchNumber { get; init; }

    /// <summary>Asked from then on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Asked before then.</summary>
    public DateTimeOffset? Until { get; init; }
}
