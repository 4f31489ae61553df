namespace Meldpunt.Admin.Accounts;

/// <summary>How it stands with an account.</summary>
public enum AccountState
{
    /// <summary>It can be used.</summary>
    Active,

    /// <summary>Its owner has a code and has not used it yet.</summary>
    Invited,

    /// <summary>Its code ran out, or it never had one: somebody invites again, or recovers.</summary>
    WaitsForCode,

    /// <summary>It is over, for good.</summary>
    Ended,
}
