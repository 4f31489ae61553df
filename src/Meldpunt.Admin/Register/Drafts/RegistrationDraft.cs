using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Register.Drafts;

/// <summary>A registration that an officer is still making: what was typed so far, by the names of the fields, nothing checked. Never printed.</summary>
public sealed class RegistrationDraft
{
    /// <summary>Also the key by which the registration that comes of it is made once.</summary>
    public required OpaqueId Id { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The last day on which it is kept.</summary>
    public required DateOnly LastDay { get; init; }

    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    public override string ToString() => nameof(RegistrationDraft);
}
