using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Accounts;

/// <summary>A token as whoever looks after it sees it: not the token.</summary>
public sealed class TokenLine
{
    public OpaqueId Id { get; init; }

    /// <summary>Where it stands, in words.</summary>
    public required string Label { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}
