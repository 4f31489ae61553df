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

    /// <summary>A person, or a system without anybody beside it.</summary>
    public AccountKind Kind { get; init; } = AccountKind.Person;

    /// <summary>What its owner types at a terminal of the participant; null when it does not work there.</summary>
    public string? StaffNumber { get; init; }

    /// <summary>Argon2id in PHC form of the PIN that goes with the staff number; null as long as none was chosen.</summary>
    public string? PinHash { get; set; }

    /// <summary>Where it stands, unless it signs in on a terminal elsewhere; only for gate accounts.</summary>
    public OpaqueId? LocationId { get; init; }

    /// <summary>Changes whenever open sessions must end.</summary>
    public string SecurityStamp { get; set; } = string.Empty;

    public DateTimeOffset? EndedAt { get; init; }
}
