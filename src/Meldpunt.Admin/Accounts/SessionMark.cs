namespace Meldpunt.Admin.Accounts;

/// <summary>What can change of a session while it lasts: enough to tell whether one that is held in memory is still the one of the store.</summary>
public sealed class SessionMark
{
    public required byte[] KeyHash { get; init; }

    public SignInMethods Methods { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }
}
