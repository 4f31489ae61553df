namespace Meldpunt.Admin.FollowUps;

/// <summary>On which side of a case a desk stands.</summary>
public enum FollowUpSide
{
    /// <summary>Its gate asked. <c>bevrager</c></summary>
    Asker,

    /// <summary>It registered the entry that matched. <c>bron</c></summary>
    Source,

    /// <summary>Both: its gate met its own entry. <c>beide</c></summary>
    Both,
}
