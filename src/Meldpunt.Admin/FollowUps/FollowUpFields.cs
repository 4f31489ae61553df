namespace Meldpunt.Admin.FollowUps;

/// <summary>The fields of what a desk records, as the interface names them.</summary>
public static class FollowUpFields
{
    public const string Result = "resultaat";
    public const string SpokenWith = "gesprokenMet";
    public const string Outcome = "uitkomst";
    public const string Advice = "advies";
    public const string Conditions = "voorwaarden";
}
