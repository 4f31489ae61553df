using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Register;

/// <summary>Which act is allowed in which state, and what state comes after it: the table of <c>docs/spec/register.md</c>, section 1. Pure.</summary>
public static class EntryRules
{
    private static readonly Dictionary<EntryAct, EntryState[]> AllowedIn = new()
    {
        [EntryAct.Confirm] = [EntryState.AwaitsConfirmation],
        [EntryAct.Refuse] = [EntryState.AwaitsConfirmation],
        [EntryAct.AddIncident] = [EntryState.Active, EntryState.Restricted],
        [EntryAct.Correct] = [EntryState.AwaitsConfirmation, EntryState.Active, EntryState.Restricted],
        [EntryAct.Tell] = [EntryState.AwaitsConfirmation, EntryState.Active, EntryState.Restricted],
        [EntryAct.Restrict] = [EntryState.Active],
        [EntryAct.Lift] = [EntryState.Restricted],
        [EntryAct.Withdraw] = [EntryState.AwaitsConfirmation, EntryState.Active, EntryState.Restricted],
    };

    /// <summary>True when the act may be done to an entry in this state.</summary>
    public static bool Allows(EntryAct act, EntryState state) => AllowedIn[act].Contains(state);

    /// <summary>The acts that can be done to an entry in this state.</summary>
    public static IEnumerable<EntryAct> Possible(EntryState state) => AllowedIn.Keys.Where(act => Allows(act, state));

    /// <summary>The state after an act that is allowed.</summary>
    public static EntryState After(EntryAct act, EntryState state) => act switch
    {
        EntryAct.Confirm or EntryAct.Lift => EntryState.Active,
        EntryAct.Restrict => EntryState.Restricted,
        EntryAct.Refuse or EntryAct.Withdraw => EntryState.Withdrawn,
        _ => state,
    };

    /// <summary>Why the act cannot be done in this state; null when it can.</summary>
    public static Fault? Refusal(EntryAct act, EntryState state) => Allows(act, state) ? null : Refusals.StateDoesNotAllow(act, state);
}
