namespace Meldpunt.Service.Pages;

/// <summary>What the gate page shows.</summary>
internal enum GateState
{
    /// <summary>The form, empty or with faults at its fields.</summary>
    Form,

    /// <summary>Nobody in the register.</summary>
    NoMatch,

    /// <summary>Somebody to call about.</summary>
    Match,

    /// <summary>Not asked: the form with what was typed, to try again.</summary>
    NoAnswer,

    /// <summary>Not asked, because too many people were: the form with what was typed, to try again in a while.</summary>
    TooMany,
}
