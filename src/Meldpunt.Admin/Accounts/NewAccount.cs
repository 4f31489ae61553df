using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Accounts;

/// <summary>An account that is to be made.</summary>
public sealed record NewAccount
{
    /// <summary>Unique, without regard to case.</summary>
    public required string UserName { get; init; }

    public required Role Role { get; init; }

    public AccountKind Kind { get; init; } = AccountKind.Person;

    /// <summary>For gate and security accounts.</summary>
    public OpaqueId? ParticipantId { get; init; }

    /// <summary>For gate accounts: where it usually stands.</summary>
    public OpaqueId? LocationId { get; init; }

    /// <summary>For gate staff that sign in at a terminal; null without.</summary>
    public string? StaffNumber { get; init; }

    /// <summary>Throws <see cref="AdministrationException"/> in words when no such account can be made anywhere.</summary>
    public void Check() => AccountChecks.Form(this);
}
