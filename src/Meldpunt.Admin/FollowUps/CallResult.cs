namespace Meldpunt.Admin.FollowUps;

/// <summary>What became of the call between two desks, as one of them says.</summary>
public enum CallResult
{
    /// <summary>They spoke. <c>gesproken</c></summary>
    Spoken = 1,

    /// <summary>The other desk says that it was not called. <c>nietGesproken</c></summary>
    NotSpoken = 2,

    /// <summary>The asker's desk called and nobody answered. <c>geenGehoor</c></summary>
    NoAnswer = 3,
}
