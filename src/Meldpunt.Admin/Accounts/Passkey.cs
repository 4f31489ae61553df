using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Accounts;

/// <summary>A passkey (WebAuthn level 3): the public half of a key pair of which the other half never leaves its owner's device.</summary>
public sealed class Passkey
{
    public required byte[] CredentialId { get; init; }

    public OpaqueId AccountId { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>In COSE form.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>How often the device says that it was used; a device may say nought always.</summary>
    public long SignCount { get; init; }

    /// <summary>How the device is reached, as the browser calls it, with spaces between.</summary>
    public required string Transports { get; init; }

    public bool IsUserVerified { get; init; }

    public bool IsBackupEligible { get; init; }

    public bool IsBackedUp { get; init; }

    public required byte[] Attestation { get; init; }

    public required byte[] ClientData { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}
