using Meldpunt.Admin.Register;

namespace Meldpunt.Admin.Tests.Register;

/// <summary>The table of docs/spec/register.md, section 1: act by state.</summary>
public sealed class EntryRulesTests
{
    // Awaits confirmation, active, restricted, withdrawn.
    private static readonly Dictionary<EntryAct, EntryState?[]> Table = new()
    {
        [EntryAct.Confirm] = [EntryState.Active, null, null, null],
        [EntryAct.Refuse] = [EntryState.Withdrawn, null, null, null],
        [EntryAct.AddIncident] = [null, EntryState.Active, EntryState.Restricted, null],
        [EntryAct.Correct] = [EntryState.AwaitsConfirmation, EntryState.Active, EntryState.Restricted, null],
        [EntryAct.Tell] = [EntryState.AwaitsConfirmation, EntryState.Active, EntryState.Restricted, null],
        [EntryAct.Restrict] = [null, EntryState.Restricted, null, null],
        [EntryAct.Lift] = [null, null, EntryState.Active, null],
        [EntryAct.Withdraw] = [EntryState.Withdrawn, EntryState.Withdrawn, EntryState.Withdrawn, null],
    };

    public static TheoryData<EntryAct, EntryState> All => [.. Table.Keys.SelectMany(act => Enum.GetValues<EntryState>().Select(state => (act, state)))];

    [Theory]
    [MemberData(nameof(All))]
    public void An_act_is_allowed_in_the_states_of_the_table_and_leads_to_the_state_of_the_table(EntryAct act, EntryState state)
    {
        var after = Table[act][(int)state - 1];

        Assert.Equal(after is not null, EntryRules.Allows(act, state));
        Assert.Equal(after is null, EntryRules.Refusal(act, state) is not null);
        if (after is not null)
        {
            Assert.Equal(after, EntryRules.After(act, state));
        }
    }

    [Fact]
    public void A_refusal_says_which_state_it_is_and_what_can_be_done_instead()
    {
        var refusal = EntryRules.Refusal(EntryAct.Lift, EntryState.Active)!;

        Assert.Equal(("toestand-past-niet", true), (refusal.Code, refusal.IsConflict));
        Assert.Contains("actief", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("beperken", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_can_be_done_to_what_was_withdrawn() => Assert.Empty(EntryRules.Possible(EntryState.Withdrawn));
}
