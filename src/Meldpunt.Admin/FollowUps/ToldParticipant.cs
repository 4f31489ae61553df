using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.FollowUps;

/// <summary>A participant that was told of a change of an entry. It always stands on the pages of its desk; over channels where it has them.</summary>
public sealed class ToldParticipant
{
    internal long Seq { get; init; }

    public OpaqueId ParticipantId { get; init; }

    /// <summary>What was done: a kind of act.</summary>
    public string Change { get; init; } = string.Empty;

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>When somebody of its desk said that they had seen it.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    public IReadOnlyList<ToldOver> Deliveries { get; internal set; } = [];
}
