using System.CommandLine;
using Meldpunt.Admin;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.QueryLog.Budgets;

namespace Meldpunt.Service.Commands;

/// <summary><c>grenzen</c>: how many people may be asked about; with numbers, others for the scopes and spans that are named, or for all.</summary>
internal static class BudgetCommand
{
    public static Command Create()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var json = Shell.JsonOption();
        var scope = new Option<string?>("--bereik") { Description = "Alleen dit bereik.", HelpName = string.Join('|', BudgetTerms.Scopes.Keys) };
        var span = new Option<string?>("--span") { Description = "Alleen deze duur.", HelpName = string.Join('|', BudgetTerms.Spans.Keys) };
        var atOnce = new Option<int?>("--ineens") { Description = "Hoeveel nieuwe personen er ineens getoetst mogen worden.", HelpName = "N" };
        var perHour = new Option<int?>("--per-uur") { Description = "Hoeveel er daarna per uur bij komen.", HelpName = "N" };
        var standard = new Option<bool>("--standaard") { Description = "Terug naar de grenzen die Meldpunt zelf heeft." };
        var command = new Command("grenzen", "Toon hoeveel personen er getoetst mogen worden, of wijzig het; een Meldpunt dat draait, neemt het binnen een seconde over.")
        {
            data, keyFile, scope, span, atOnce, perHour, standard, json,
        };
        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            async installation =>
            {
                var named = Named(installation, parsed.GetValue(scope), parsed.GetValue(span));
                var change = new Change(parsed.GetValue(atOnce), parsed.GetValue(perHour), parsed.GetValue(standard));
                if (change.IsAsked)
                {
                    await installation.Budgets.ChangeAsync(Caller.CommandLine, named.Select(change.Of).ToList());
                    named = named.Select(budget => installation.Budgets.Read()[budget.Scope, budget.Span]).ToList();
                }

                return await PrintAsync(named, parsed.GetValue(json));
            }));
        return command;
    }

    private static List<Budget> Named(Installation installation, string? scope, string? span)
    {
        if (scope is not null && !BudgetTerms.Scopes.ContainsKey(scope))
        {
            throw new AdministrationException($"--bereik is een van: {string.Join(", ", BudgetTerms.Scopes.Keys)}.");
        }

        if (span is not null && !BudgetTerms.Spans.ContainsKey(span))
        {
            throw new AdministrationException($"--span is een van: {string.Join(", ", BudgetTerms.Spans.Keys)}.");
        }

        return installation.Budgets.Read().All
            .Where(budget => (scope is null || budget.Scope == BudgetTerms.Scopes[scope]) && (span is null || budget.Span == BudgetTerms.Spans[span]))
            .ToList();
    }

    private static Task<int> PrintAsync(IEnumerable<Budget> budgets, bool asJson) => ShellOutput.PrintAsync(
        budgets,
        asJson,
        ("bereik", budget => BudgetTerms.Of(budget.Scope)),
        ("span", budget => BudgetTerms.Of(budget.Span)),
        ("ineens", budget => (long)budget.AtOnce),
        ("perUur", budget => (long)budget.PerHour),
        ("standaard", budget => budget == BudgetSheet.Standard[budget.Scope, budget.Span] ? "ja" : "nee"));

    private sealed record Change(int? AtOnce, int? PerHour, bool IsStandard)
    {
        public bool IsAsked => IsStandard || AtOnce is not null || PerHour is not null;

        public Budget Of(Budget budget) => IsStandard && (AtOnce is not null || PerHour is not null)
            ? throw new AdministrationException("Geef --standaard of getallen, niet beide.")
            : IsStandard
                ? BudgetSheet.Standard[budget.Scope, budget.Span]
                : new Budget(budget.Scope, budget.Span, AtOnce ?? budget.AtOnce, PerHour ?? budget.PerHour);
    }
}
