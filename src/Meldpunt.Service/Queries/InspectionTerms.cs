using Meldpunt.Admin.QueryLog.Inspection;

namespace Meldpunt.Service.Queries;

/// <summary>The words for why somebody looks into the log about one person.</summary>
internal static class InspectionTerms
{
    public static IReadOnlyDictionary<string, InspectionReason> Reasons { get; } = new Dictionary<string, InspectionReason>(StringComparer.Ordinal)
    {
        ["inzageverzoek"] = InspectionReason.AccessRequest,
        ["vermoeden"] = InspectionReason.Suspicion,
        ["geschil"] = InspectionReason.Dispute,
    };

    public static string Of(InspectionReason reason) => Reasons.First(pair => pair.Value == reason).Key;
}
