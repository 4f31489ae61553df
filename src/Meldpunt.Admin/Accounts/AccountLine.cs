using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Accounts;

/// <summary>An account as whoever looks after it sees it: no hash of anything.</summary>
public sealed class AccountLine
{
    public OpaqueId Id { get; init; }

    public required string UserName { get; init; }

    public Role Role { get; init; }

    public AccountKind Kind { get; init; }

    /// <summary>Null for accounts of the consortium.</summary>
    public OpaqueId? ParticipantId { get; init; }

    public string? ParticipantName { get; init; }

    public string? LocationName { get; init; }

    public string? StaffNumber { get; init; }

    public bool HasPassword { get; init; }

    public bool HasPin { get; init; }

    /// <summary>An app or a passkey; a code on paper is none by itself.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>When somebody signed in with it last, of the sessions that are still there; null when there is none.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    public int OpenSessions { get; init; }

    /// <summary>Until when the code works that was given out; null when there is none.</summary>
    public DateTimeOffset? InvitedUntil { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How it stands with it at a moment.</summary>
    public AccountState StateAt(DateTimeOffset now) =>
        EndedAt is not null ? AccountState.Ended
        : Kind == AccountKind.System || HasPassword || HasPin ? AccountState.Active
        : InvitedUntil > now ? AccountState.Invited
        : AccountState.WaitsForCode;
}
