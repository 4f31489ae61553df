using System.Runtime.InteropServices;

namespace Meldpunt.Admin.QueryLog.Budgets;

/// <summary>What came of asking the budgets. <see cref="QueryBudgets.WaitAsync"/> takes it to its end.</summary>
/// <param name="Wait">How long it waits.</param>
/// <param name="Refusal">Why it is not answered; null when it is.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BudgetTaking(TimeSpan Wait, BudgetRefusal? Refusal);
