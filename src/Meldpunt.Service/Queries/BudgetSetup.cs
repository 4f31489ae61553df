using Meldpunt.Admin.Installations;
using Meldpunt.Admin.QueryLog.Budgets;

namespace Meldpunt.Service.Queries;

/// <summary>Adds the limits on how many people may be asked about.</summary>
internal static class BudgetSetup
{
    public static void AddBudgets(this IServiceCollection services, Installation installation)
    {
        services.AddSingleton(installation.Budgets);
        services.AddSingleton(_ => new QueryBudgets(installation.Budgets.Read(), installation.Time));
        services.AddHostedService<BudgetTurns>();
    }
}
