using System.Globalization;
using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog.Budgets;

/// <summary>The budgets that the consortium chose. Every change is an act; a service takes it in within a second.</summary>
public sealed class BudgetStore(SqliteDatabase database, StoreWriter writer, ActLog acts)
{
    /// <summary>The budgets that hold now.</summary>
    public BudgetSheet Read()
    {
        using var connection = database.Open();
        return Read(connection);
    }

    /// <summary>Sets some budgets; completes when that is durable. Those that stay as they are leave no act.</summary>
    public Task ChangeAsync(Caller caller, IReadOnlyCollection<Budget> budgets)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(budgets);
        foreach (var budget in budgets)
        {
            if (budget.AtOnce is < 1 or > Budget.Max || budget.PerHour is < 1 or > Budget.Max)
            {
                throw new AdministrationException(string.Create(CultureInfo.InvariantCulture, $"Een grens is een getal van 1 tot en met {Budget.Max}."));
            }
        }

        return writer.WriteAsync(connection =>
        {
            var now = Read(connection);
            foreach (var budget in budgets.Where(budget => now[budget.Scope, budget.Span] != budget))
            {
                var names = new { scope = BudgetTerms.Of(budget.Scope), span = BudgetTerms.Of(budget.Span), budget.AtOnce, budget.PerHour };
                connection.Execute(
                    budget == BudgetSheet.Standard[budget.Scope, budget.Span]
                        ? "DELETE FROM budget WHERE scope = @scope AND span = @span"
                        : "INSERT OR REPLACE INTO budget (scope, span, at_once, per_hour) VALUES (@scope, @span, @AtOnce, @PerHour)",
                    names);
                Append(connection, caller, before: now[budget.Scope, budget.Span], budget);
            }

            return true;
        });
    }

    private static BudgetSheet Read(SqliteConnection connection) => BudgetSheet.Standard.With(
        connection.Query<(string Scope, string Span, int AtOnce, int PerHour)>("SELECT scope, span, at_once, per_hour FROM budget")
            .Where(row => BudgetTerms.Scopes.ContainsKey(row.Scope) && BudgetTerms.Spans.ContainsKey(row.Span))
            .Select(row => new Budget(BudgetTerms.Scopes[row.Scope], BudgetTerms.Spans[row.Span], row.AtOnce, row.PerHour)));

    // It concerns the installation, and no participant's desk.
    private void Append(SqliteConnection connection, Caller caller, Budget before, Budget after)
    {
        var id = connection.QuerySingle<OpaqueId>("SELECT id FROM installation");
        acts.Append(connection, transaction: null, caller, new Act(ActKinds.BudgetsChanged, id, id, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["grens"] = after.Name,
            ["ineens"] = Number(after.AtOnce),
            ["perUur"] = Number(after.PerHour),
            ["ineensVoorheen"] = Number(before.AtOnce),
            ["perUurVoorheen"] = Number(before.PerHour),
        }));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
