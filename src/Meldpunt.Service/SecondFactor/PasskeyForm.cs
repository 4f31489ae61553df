using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Microsoft.AspNetCore.Identity;

namespace Meldpunt.Service.SecondFactor;

/// <summary>A passkey as Identity has it and as the store has it.</summary>
internal static class PasskeyForm
{
    public static UserPasskeyInfo Of(Passkey passkey) => new(
        passkey.CredentialId,
        passkey.PublicKey,
        passkey.CreatedAt,
        checked((uint)passkey.SignCount),
        passkey.Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        passkey.IsUserVerified,
        passkey.IsBackupEligible,
        passkey.IsBackedUp,
        passkey.Attestation,
        passkey.ClientData)
    {
        Name = passkey.Name,
    };

    /// <summary>The time at which Identity says that it was made is the framework's clock's, and left out.</summary>
    public static Passkey Of(UserPasskeyInfo info, OpaqueId accountId, string name) => new()
    {
        CredentialId = info.CredentialId,
        AccountId = accountId,
        Name = name,
        PublicKey = info.PublicKey,
        SignCount = info.SignCount,
        Transports = string.Join(' ', info.Transports ?? []),
        IsUserVerified = info.IsUserVerified,
        IsBackupEligible = info.IsBackupEligible,
        IsBackedUp = info.IsBackedUp,
        Attestation = info.AttestationObject,
        ClientData = info.ClientDataJson,
    };
}
