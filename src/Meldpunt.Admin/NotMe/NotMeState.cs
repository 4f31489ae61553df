namespace Meldpunt.Admin.NotMe;

/// <summary>How it stands with the mark of a case.</summary>
public enum NotMeState
{
    /// <summary>There is none. <c>geen</c></summary>
    None,

    /// <summary>It was made, and the other desk has not said that it is somebody else. <c>wacht</c></summary>
    Waits,

    /// <summary>Gates are not told of the entry when they ask about this visitor. <c>actief</c></summary>
    Active,
}
