using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Accounts;

/// <summary>A code that lets somebody choose a password or a PIN, once and for a few days. Of the code itself only a hash is kept.</summary>
public sealed class Invitation
{
    public OpaqueId AccountId { get; init; }

    public InvitationKind Kind { get; init; }

    /// <summary>Who gave it; the empty id for the command line.</summary>
    public OpaqueId CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
