namespace Meldpunt.Admin.Register;

/// <summary>
/// In which state an entry is; <c>docs/spec/register.md</c>, section 1. That it is over is no state but a date. The numbers stand in the database.
/// </summary>
public enum EntryState
{
    /// <summary>Another officer has not confirmed it yet: no gate knows it. <c>wachtOpBevestiging</c></summary>
    AwaitsConfirmation = 1,

    /// <summary>Gates match it. <c>actief</c></summary>
    Active = 2,

    /// <summary>Whether it is right is being judged (AVG article 18): no gate matches it, its own desk sees it. <c>beperkt</c></summary>
    Restricted = 3,

    /// <summary>For good, and of the person nothing is left. <c>ingetrokken</c></summary>
    Withdrawn = 4,
}
