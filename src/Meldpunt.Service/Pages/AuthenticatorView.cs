using Meldpunt.Admin.Accounts;
using Meldpunt.Service.SecondFactor;

namespace Meldpunt.Service.Pages;

/// <summary>An offer of a secret for an app, as the page shows it.</summary>
/// <param name="Offer">The secret, in clear and sealed.</param>
/// <param name="UserName">Whose it is.</param>
/// <param name="Fault">The key of what was wrong with the code that was typed; null when nothing was.</param>
internal sealed record AuthenticatorView(AuthenticatorOffer Offer, string UserName, string? Fault)
{
    private const int GroupLength = 4;

    public QrPicture Picture { get; } = QrPicture.OfAuthenticator(UserName, Offer.Secret);

    /// <summary>The secret in groups, for whoever types it.</summary>
    public IEnumerable<string> Groups => Offer.Secret.Chunk(GroupLength).Select(letters => new string(letters));

    public override string ToString() => nameof(AuthenticatorView);
}
