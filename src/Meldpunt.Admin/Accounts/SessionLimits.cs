namespace Meldpunt.Admin.Accounts;

/// <summary>How long a session lasts (<c>docs/spec/access.md</c>, section 4).</summary>
public static class SessionLimits
{
    /// <summary>From sign-in, whatever is done in it: a shift and a bit.</summary>
    public static readonly TimeSpan Absolute = TimeSpan.FromHours(10);

    /// <summary>How often at most it is written down that a session was used.</summary>
    public static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(1);

    /// <summary>Sessions that an account can have at once; one more ends the one that was used longest ago.</summary>
    public const int MaxPerAccount = 20;

    /// <summary>How long a session lasts in which nothing is done.</summary>
    public static TimeSpan Idle(Role role) => role switch
    {
        Role.Gate => TimeSpan.FromMinutes(20),
        Role.Security => TimeSpan.FromMinutes(30),
        Role.Oversight or Role.Management => TimeSpan.FromMinutes(15),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "A role without a limit."),
    };
}
