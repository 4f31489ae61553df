namespace Meldpunt.Admin.Accounts;

/// <summary>A secret that somebody may put into their app: nothing is kept of it until a code of it was typed.</summary>
/// <param name="Secret">In base 32, to be shown to its owner only.</param>
/// <param name="Sealed">The same, sealed for the account, to be brought back with the code.</param>
public sealed record AuthenticatorOffer(string Secret, string Sealed)
{
    public override string ToString() => nameof(AuthenticatorOffer);
}
