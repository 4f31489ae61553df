namespace Meldpunt.Admin.QueryLog.Budgets;

/// <summary>Why a question is not answered now: which budget is used up, and how long until the next new person may be asked about.</summary>
public sealed record BudgetRefusal(Budget UsedUp, TimeSpan RetryAfter)
{
    /// <summary>The same in whole seconds, at least one.</summary>
    public long RetryAfterSeconds => Math.Max(1, (long)Math.Ceiling(RetryAfter.TotalSeconds));
}
