using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.QueryLog.Budgets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/grenzen</c>: how many people may be asked about, for the consortium; changed by the verb of the same name.</summary>
[Authorize(RoleNames.Management)]
internal sealed class LimitsModel(BudgetStore store) : PageModel
{
    public const string Example = "meldpunt grenzen --data MAP --bereik medewerker --span spits --ineens 120 --per-uur 1500";

    public IReadOnlyList<Budget> Budgets { get; private set; } = [];

    public static Budget StandardOf(Budget budget) => BudgetSheet.Standard[budget.Scope, budget.Span];

    public void OnGet() => Budgets = store.Read().All;
}
