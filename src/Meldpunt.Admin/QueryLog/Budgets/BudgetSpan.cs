namespace Meldpunt.Admin.QueryLog.Budgets;

/// <summary>Over how long is counted.</summary>
public enum BudgetSpan
{
    /// <summary>Minutes: what a gate can receive. <c>spits</c></summary>
    Rush = 1,

    /// <summary>Days: what a gate has visitors. <c>dienst</c></summary>
    Shift = 2,
}
