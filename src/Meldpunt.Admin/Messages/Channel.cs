using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Messages;

/// <summary>A way in which a desk is told besides its page. Address and secrets are not in it: <see cref="ChannelStore.Open"/>.</summary>
public sealed class Channel
{
    public OpaqueId Id { get; init; }

    /// <summary>Whose; <see cref="MessageStore.Consortium"/> for the consortium.</summary>
    public OpaqueId ParticipantId { get; init; }

    public ChannelKind Kind { get; init; }

    /// <summary>What the desk calls it.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>When it may be used, as <see cref="ChannelHours"/> reads it; null for always.</summary>
    public string? Hours { get; init; }

    /// <summary>Until when the secret of before signs too; null when there is none.</summary>
    public DateTimeOffset? OldUntil { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public OpaqueId CreatedBy { get; init; }

    /// <summary>One of the words of <see cref="ChannelTerms"/>; null while it works.</summary>
    public string? OffBecause { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public override string ToString() => nameof(Channel);
}
