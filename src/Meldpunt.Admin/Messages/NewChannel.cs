namespace Meldpunt.Admin.Messages;

/// <summary>A channel that was made or got another secret, with that secret: it is shown once and to be read nowhere after that. Never printed.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Secret">In the form of Standard Webhooks; null of a channel of mail.</param>
public sealed record NewChannel(Channel Channel, string? Secret)
{
    public override string ToString() => nameof(NewChannel);
}
