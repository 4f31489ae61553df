namespace Meldpunt.Admin.FollowUps;

/// <summary>Whether the visitor at the gate is the one who is registered, as the desks found out. The numbers stand in the database.</summary>
public enum VisitorIdentity
{
    /// <summary><c>bevestigd</c></summary>
    Confirmed = 1,

    /// <summary><c>anderePersoon</c></summary>
    OtherPerson = 2,

    /// <summary><c>onduidelijk</c></summary>
    Unclear = 3,
}
