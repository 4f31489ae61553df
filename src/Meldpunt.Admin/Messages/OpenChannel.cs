namespace Meldpunt.Admin.Messages;

/// <summary>A channel with what stands sealed of it; never printed.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Address">An address of mail, or of a web server; empty when it ended.</param>
/// <param name="Secrets">What its requests are signed with now, the newest first; none of a channel of mail.</param>
public sealed record OpenChannel(Channel Channel, string Address, IReadOnlyList<byte[]> Secrets)
{
    public override string ToString() => nameof(OpenChannel);
}
