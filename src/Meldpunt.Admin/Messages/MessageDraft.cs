using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Messages;

/// <summary>A message that is about to be written.</summary>
/// <param name="ParticipantId">Whose; <see cref="MessageStore.Consortium"/> for the consortium.</param>
/// <param name="Kind">What it says.</param>
internal sealed record MessageDraft(OpaqueId ParticipantId, MessageKind Kind)
{
    public OpaqueId? LocationId { get; init; }

    public OpaqueId? FollowUpId { get; init; }

    public OpaqueId? EntryId { get; init; }

    public string? Change { get; init; }

    public long? ActSeq { get; init; }

    /// <summary>Of a trial: the one channel that it goes over; null for all of them.</summary>
    public OpaqueId? OnlyOver { get; init; }
}
