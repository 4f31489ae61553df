using System.Collections.Immutable;

namespace Meldpunt.Admin.QueryLog.Budgets;

/// <summary>The budget of every scope and span. Immutable.</summary>
public sealed class BudgetSheet
{
    private readonly ImmutableArray<Budget> _budgets;

    private BudgetSheet(ImmutableArray<Budget> budgets) => _budgets = budgets;

    /// <summary>What holds where nobody chose otherwise; how the numbers were found stands in docs/adr/0025.</summary>
    public static BudgetSheet Standard { get; } = new(
    [
        new(BudgetScope.Person, BudgetSpan.Rush, AtOnce: 90, PerHour: 1_200), new(BudgetScope.Person, BudgetSpan.Shift, AtOnce: 4_000, PerHour: 75),
        new(BudgetScope.System, BudgetSpan.Rush, AtOnce: 180, PerHour: 2_400), new(BudgetScope.System, BudgetSpan.Shift, AtOnce: 8_000, PerHour: 400),
        new(BudgetScope.Terminal, BudgetSpan.Rush, AtOnce: 120, PerHour: 1_600), new(BudgetScope.Terminal, BudgetSpan.Shift, AtOnce: 6_000, PerHour: 225),
        new(BudgetScope.Location, BudgetSpan.Rush, AtOnce: 400, PerHour: 4_800), new(BudgetScope.Location, BudgetSpan.Shift, AtOnce: 16_000, PerHour: 800),
        new(BudgetScope.Participant, BudgetSpan.Rush, AtOnce: 1_500, PerHour: 14_400), new(BudgetScope.Participant, BudgetSpan.Shift, AtOnce: 60_000, PerHour: 3_200),
        new(BudgetScope.Consortium, BudgetSpan.Rush, AtOnce: 6_000, PerHour: 60_000), new(BudgetScope.Consortium, BudgetSpan.Shift, AtOnce: 400_000, PerHour: 30_000),
    ]);

    /// <summary>All of them, by scope and then by span.</summary>
    public IReadOnlyList<Budget> All => _budgets;

    public Budget this[BudgetScope scope, BudgetSpan span] => _budgets[PlaceOf(scope, span)];

    /// <summary>The same with other budgets in the places of some.</summary>
    public BudgetSheet With(IEnumerable<Budget> chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        var budgets = _budgets.ToBuilder();
        foreach (var budget in chosen)
        {
            budgets[PlaceOf(budget.Scope, budget.Span)] = budget;
        }

        return new BudgetSheet(budgets.ToImmutable());
    }

    /// <summary>True when every budget is the same.</summary>
    public bool HasBudgetsOf(BudgetSheet other) => other is not null && _budgets.SequenceEqual(other._budgets);

    private static int PlaceOf(BudgetScope scope, BudgetSpan span) => (((int)scope - 1) * 2) + (int)span - 1;
}
