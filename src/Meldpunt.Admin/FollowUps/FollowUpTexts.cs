using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.FollowUps;

/// <summary>What stands in a case in words; never printed.</summary>
/// <param name="SpokenWith">With whom the desk spoke; null when it does not say.</param>
/// <param name="Conditions">On what conditions the visitor is let in.</param>
public sealed record FollowUpTexts(string? SpokenWith, string? Conditions)
{
    public static FollowUpTexts None { get; } = new(null, null);

    public override string ToString() => nameof(FollowUpTexts);

    // The names under which they are sealed: of no other case and no other place.
    internal static string SpokenWithOf(OpaqueId id) => $"{id} spoken with";

    internal static string ConditionsOf(OpaqueId id) => $"{id} conditions";
}
