using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.QueryLog.Budgets;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.QueryLog.Budgets;

/// <summary>Budgets that the consortium chose.</summary>
public sealed class BudgetStoreTests
{
    private static readonly Budget Chosen = new(BudgetScope.Location, BudgetSpan.Shift, AtOnce: 7, PerHour: 5);

    [Fact]
    public async Task A_budget_that_was_chosen_holds_in_every_process_and_the_others_stay_as_they_are()
    {
        await using var register = TestRegister.Create();

        await register.Installation.Budgets.ChangeAsync(Caller.CommandLine, [Chosen]);

        var read = register.OpenAnother().Budgets.Read();
        Assert.Equal(Chosen, read[BudgetScope.Location, BudgetSpan.Shift]);
        Assert.True(read.HasBudgetsOf(BudgetSheet.Standard.With([Chosen])));
    }

    [Fact]
    public async Task A_change_is_an_act_with_what_was_and_what_is_and_no_change_is_none()
    {
        await using var register = TestRegister.Create();

        await register.Installation.Budgets.ChangeAsync(Caller.CommandLine, [Chosen]);
        await register.Installation.Budgets.ChangeAsync(Caller.CommandLine, [Chosen]);

        var act = Assert.Single(register.Acts(ActKinds.BudgetsChanged));
        Assert.Equal(("locatie-dienst", "7", "16000", "5", "800"), (act.Details["grens"], act.Details["ineens"], act.Details["ineensVoorheen"], act.Details["perUur"], act.Details["perUurVoorheen"]));
    }

    [Fact]
    public async Task The_standard_can_be_had_back()
    {
        await using var register = TestRegister.Create();
        await register.Installation.Budgets.ChangeAsync(Caller.CommandLine, [Chosen]);

        await register.Installation.Budgets.ChangeAsync(Caller.CommandLine, [BudgetSheet.Standard[BudgetScope.Location, BudgetSpan.Shift]]);

        Assert.True(register.Installation.Budgets.Read().HasBudgetsOf(BudgetSheet.Standard));
        Assert.Empty(register.Read<string>("SELECT scope FROM budget"));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(Budget.Max + 1, 1)]
    public async Task A_budget_that_lets_nobody_through_is_refused(int atOnce, int perHour)
    {
        await using var register = TestRegister.Create();

        await Assert.ThrowsAsync<AdministrationException>(() => register.Installation.Budgets.ChangeAsync(Caller.CommandLine, [Chosen with { AtOnce = atOnce, PerHour = perHour }]));

        Assert.Empty(register.Acts(ActKinds.BudgetsChanged));
    }
}
