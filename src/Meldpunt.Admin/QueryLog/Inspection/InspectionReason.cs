namespace Meldpunt.Admin.QueryLog.Inspection;

/// <summary>Why two people want to know who asked about one person. A short list and no free text, so that nothing of the person can stand in it.</summary>
public enum InspectionReason
{
    /// <summary>The person asks for it (protocol article 9.3, AVG article 15). <c>inzageverzoek</c></summary>
    AccessRequest = 1,

    /// <summary>Somebody may have misused the register (protocol articles 3.2 and 10.2). <c>vermoeden</c></summary>
    Suspicion,

    /// <summary>A dispute or complaint about how the person was treated (protocol article 10.1). <c>geschil</c></summary>
    Dispute,
}
