namespace Meldpunt.Admin.Terminals;

/// <summary>How a terminal stands.</summary>
public enum TerminalState
{
    /// <summary>Its code has been given and not been typed yet.</summary>
    AwaitsCode,

    /// <summary>Nobody typed its code in time; it takes a new one.</summary>
    CodeExpired,

    /// <summary>People can sign in on it.</summary>
    Enrolled,

    /// <summary>It is a terminal no more, for good.</summary>
    Ended,
}
