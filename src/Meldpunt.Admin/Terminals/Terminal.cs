using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Terminals;

/// <summary>A machine at a gate that several people sign in on. Its browser holds a secret, of which only the hash is kept here.</summary>
public sealed class Terminal
{
    public OpaqueId Id { get; init; }

    public OpaqueId ParticipantId { get; init; }

    /// <summary>Where it stands: what is asked on it was asked from there.</summary>
    public OpaqueId LocationId { get; init; }

    /// <summary>What the desk calls it; never the name of a person.</summary>
    public required string Label { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when the code of its enrolment works; null when it has none.</summary>
    public DateTimeOffset? CodeExpiresAt { get; init; }

    /// <summary>SHA-256 of the client certificate that it was enrolled with, and must come with from then on; null for none.</summary>
    public byte[]? CertificateHash { get; init; }

    /// <summary>When its code was typed; null while it waits for that.</summary>
    public DateTimeOffset? EnrolledAt { get; init; }

    /// <summary>When somebody last signed in on it, whoever that was; null for nobody.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How it stands at a moment.</summary>
    public TerminalState StateAt(DateTimeOffset now) => this switch
    {
        { EndedAt: not null } => TerminalState.Ended,
        { EnrolledAt: not null } => TerminalState.Enrolled,
        _ when CodeExpiresAt > now => TerminalState.AwaitsCode,
        _ => TerminalState.CodeExpired,
    };
}
