using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Accounts;

/// <summary>Somebody, or a barrier system, that signs in.</summary>
public sealed class Account
{
    public OpaqueId Id { get; init; }

    public required string UserName { get; set; }

    /// <summary>Argon2id in PHC form; null when the account only works through tokens.</summary>
    public string? PasswordHash { get; set; }

    public Role Role { get; init; }

    /// <summary>The participant that it works for; null for accounts of the consortium.</summary>
    public OpaqueId? ParticipantId { get; init; }

    /// <summary>Where it stands; only for gate accounts.</summary>
    public OpaqueId? LocationId { get; init; }

    /// <summary>Changes whenever open sessions must end.</summary>
    public string SecurityStamp { get; set; } = string.Empty;

    public int FailedSignIns { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    public DateTimeOffset? EndedAt { get; init; }
}
