using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Messages;

/// <summary>What stands sealed in the row of a channel.</summary>
internal sealed class ChannelRow
{
    public OpaqueId Id { get; init; }

    public byte[] Address { get; init; } = [];

    public byte[]? Secret { get; init; }

    public byte[]? OldSecret { get; init; }
}
