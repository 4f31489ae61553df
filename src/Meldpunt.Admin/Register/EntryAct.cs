namespace Meldpunt.Admin.Register;

/// <summary>What can be done to an entry after it was made.</summary>
public enum EntryAct
{
    /// <summary>A second officer agrees. <c>bevestigen</c></summary>
    Confirm = 1,

    /// <summary>It is not confirmed and goes. <c>afkeuren</c></summary>
    Refuse = 2,

    /// <summary>Something happened again. <c>incident</c></summary>
    AddIncident = 3,

    /// <summary>The details of the person are put right. <c>corrigeren</c></summary>
    Correct = 4,

    /// <summary>The person is told, or not yet and why. <c>mededelen</c></summary>
    Tell = 5,

    /// <summary>Gates match it no longer while it is judged. <c>beperken</c></summary>
    Restrict = 6,

    /// <summary>They do again. <c>opheffen</c></summary>
    Lift = 7,

    /// <summary>It goes before its time. <c>intrekken</c></summary>
    Withdraw = 8,
}
