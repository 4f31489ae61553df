using Meldpunt.Admin.Accounts;

namespace Meldpunt.Service.SecondFactor;

/// <summary>What came of showing a second factor.</summary>
/// <param name="Outcome"><see cref="CodeOutcome.Accepted"/> when it works.</param>
/// <param name="Method">What was shown.</param>
internal sealed record ShownFactor(CodeOutcome Outcome, SignInMethods Method)
{
    public static ShownFactor Wrong { get; } = new(CodeOutcome.Wrong, SignInMethods.None);

    public bool IsRight => Outcome == CodeOutcome.Accepted;
}
