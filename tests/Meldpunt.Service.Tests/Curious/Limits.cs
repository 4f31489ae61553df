using Meldpunt.Admin.Access;
using Meldpunt.Admin.QueryLog.Budgets;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Curious;

/// <summary>Budgets of a house under test.</summary>
internal static class Limits
{
    private const int Plenty = 1_000_000;

    /// <summary>So many that no test comes near: for tests of something else that ask about many people.</summary>
    public static Task LiftAsync(this TestHouse house) =>
        house.LimitAsync([.. BudgetSheet.Standard.All.Select(budget => new Budget(budget.Scope, budget.Span, Plenty, Plenty))]);

    /// <summary>Sets budgets and waits until they hold.</summary>
    public static async Task LimitAsync(this TestHouse house, params Budget[] budgets)
    {
        await house.Installation.Budgets.ChangeAsync(Caller.CommandLine, budgets);
        await Talk.UntilAsync(() => budgets.All(budget => house.Part<QueryBudgets>().Sheet[budget.Scope, budget.Span] == budget), "the budgets were taken in");
    }
}
