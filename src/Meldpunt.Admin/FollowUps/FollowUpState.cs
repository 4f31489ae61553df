namespace Meldpunt.Admin.FollowUps;

/// <summary>How far a case has come: what it waits for. The numbers stand in the database; <c>docs/spec/follow-up.md</c>, section 2.</summary>
public enum FollowUpState
{
    /// <summary>The asker's desk has not spoken with the desk of the primary source (protocol article 3.2). <c>teBellen</c></summary>
    ToCall = 1,

    /// <summary>They spoke; the gate has no advice yet (article 5.3). <c>teAdviseren</c></summary>
    ToAdvise = 2,

    /// <summary>The gate has its advice; the desk of the primary source has not confirmed the call. <c>teBevestigen</c></summary>
    ToConfirm = 3,

    /// <summary>All of it was done. <c>gesloten</c></summary>
    Closed = 4,

    /// <summary>The entry went while the case was open: there is nothing to call about any more. <c>vervallen</c></summary>
    Lapsed = 5,
}
