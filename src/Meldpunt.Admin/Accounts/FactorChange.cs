namespace Meldpunt.Admin.Accounts;

/// <summary>What came of a change of somebody's second factors.</summary>
/// <param name="Outcome"><see cref="CodeOutcome.Accepted"/> when it was made.</param>
/// <param name="Codes">The codes on paper that were made along with it, which can be seen only now; empty when there were some already.</param>
public sealed record FactorChange(CodeOutcome Outcome, IReadOnlyList<string> Codes)
{
    public bool Succeeded => Outcome == CodeOutcome.Accepted;

    public override string ToString() => nameof(FactorChange);
}
