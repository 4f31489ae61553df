using System.Globalization;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.QueryLog.Budgets;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/grenzen</c>: how many people may be asked about, for the consortium, which changes it here or by the verb of the same name.</summary>
[Authorize(RoleNames.Management)]
[RequiresStepUp(InForm = true)]
[RequestSizeLimit(StepUp.MaxFormBytes)]
internal sealed class LimitsModel(BudgetStore store, StepUp stepUp) : PageModel
{
    public const string BudgetField = "grens";
    public const string AtOnceField = "ineens";
    public const string PerHourField = "perUur";
    public const string StandardPath = "standaard.";

    private BudgetSheet _sheet = BudgetSheet.Standard;

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    public IReadOnlyList<Budget> Budgets => _sheet.All;

    /// <summary>The one whose numbers stand in the form.</summary>
    public Budget Chosen { get; private set; } = BudgetSheet.Standard.All[0];

    public bool IsDone { get; private set; }

    /// <summary>True when there is nothing to put back.</summary>
    public bool IsStandard => _sheet.HasBudgetsOf(BudgetSheet.Standard);

    public static Budget StandardOf(Budget budget) => BudgetSheet.Standard[budget.Scope, budget.Span];

    public static string TextOf(int number) => number.ToString(CultureInfo.InvariantCulture);

    public void OnGet(string? grens, string? gedaan)
    {
        IsDone = gedaan is not null;
        Show(grens);
    }

    public async Task<IActionResult> OnPostChangeAsync()
    {
        Form = new TypedForm(Request.Form, []);
        Show(Form[BudgetField]);
        var faults = new List<Fault>();
        if (Find(Form[BudgetField]) is not { } budget)
        {
            faults.Add(new Fault(BudgetField, "ontbreekt", "Dit veld ontbreekt."));
            budget = Chosen;
        }

        var chosen = new Budget(budget.Scope, budget.Span, ReadNumber(AtOnceField, faults), ReadNumber(PerHourField, faults));
        return await ChangeAsync(faults, path: string.Empty, [chosen]);
    }

    public Task<IActionResult> OnPostStandardAsync()
    {
        Form = new TypedForm(Request.Form, []);
        Show(name: null);
        return ChangeAsync([], StandardPath, BudgetSheet.Standard.All);
    }

    private async Task<IActionResult> ChangeAsync(List<Fault> faults, string path, IReadOnlyCollection<Budget> budgets)
    {
        if (await stepUp.PassAsync(HttpContext, path) is { } unproven)
        {
            faults.Add(unproven with { Field = path + unproven.Field });
        }

        if (faults.Count == 0)
        {
            await store.ChangeAsync(HttpContext.Caller(), budgets);
            return LocalRedirect($"{PageMap.Limits}?gedaan=ja");
        }

        Form = Form.With(faults);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    // The range is that of the store; a number is written in digits alone, since a point means another thing in another language.
    private int ReadNumber(string field, List<Fault> faults)
    {
        if (int.TryParse(Form[field]?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Budget.Max)
        {
            return number;
        }

        faults.Add(new Fault(field, "geen-grens", "Schrijf een getal van 1 tot en met 1000000000, in cijfers alleen."));
        return 1;
    }

    private void Show(string? name)
    {
        _sheet = store.Read();
        Chosen = Find(name) ?? _sheet.All[0];
    }

    private Budget? Find(string? name) => _sheet.All.FirstOrDefault(budget => string.Equals(budget.Name, name, StringComparison.Ordinal));
}
