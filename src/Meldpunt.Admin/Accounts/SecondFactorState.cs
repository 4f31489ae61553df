namespace Meldpunt.Admin.Accounts;

/// <summary>Which second factors stand for an account.</summary>
/// <param name="HasAuthenticator">An app.</param>
/// <param name="Passkeys">How many passkeys.</param>
/// <param name="CodesLeft">How many codes on paper still work; they come with the others and count for none by themselves.</param>
public sealed record SecondFactorState(bool HasAuthenticator, int Passkeys, int CodesLeft)
{
    /// <summary>How many factors there are besides the paper.</summary>
    public int Count => Passkeys + (HasAuthenticator ? 1 : 0);

    public bool HasAny => Count > 0;
}
