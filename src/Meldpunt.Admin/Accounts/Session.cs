using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Accounts;

/// <summary>A session of somebody who signed in, as the store has it.</summary>
public sealed class Session
{
    /// <summary>What is kept of the key that the browser holds.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>Stays the same when the key changes.</summary>
    public OpaqueId Id { get; init; }

    public OpaqueId AccountId { get; init; }

    /// <summary>The role of its account.</summary>
    public Role Role { get; init; }

    /// <summary>The enrolled terminal that it was opened on; null for any other browser.</summary>
    public OpaqueId? TerminalId { get; init; }

    /// <summary>All that was shown in it so far.</summary>
    public SignInMethods Methods { get; init; }

    /// <summary>What the browser is, in a few words; empty when it does not say.</summary>
    public required string Device { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was last used, to the minute.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>When a second factor was last shown in it; null when never.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>When it ends whatever is done in it.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    public required byte[] Ticket { get; init; }

    public override string ToString() => nameof(Session);
}
