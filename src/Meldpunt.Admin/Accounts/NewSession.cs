using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Accounts;

/// <summary>What a session begins with.</summary>
public sealed record NewSession(OpaqueId AccountId, byte[] Ticket)
{
    /// <summary>With what somebody signed in.</summary>
    public SignInMethods Methods { get; init; }

    /// <summary>False when the second factor among the methods was shown in the session before this one: it is no step-up.</summary>
    public bool IsVerified { get; init; } = true;

    /// <summary>The enrolled terminal; the empty id for any other browser.</summary>
    public OpaqueId TerminalId { get; init; }

    /// <summary>What the browser is, in a few words; empty when it does not say.</summary>
    public string Device { get; init; } = string.Empty;

    public override string ToString() => nameof(NewSession);
}
