namespace Meldpunt.Admin.QueryLog.Budgets;

/// <summary>How much of the two buckets of one account, terminal, location, participant, or of everybody is used. Not safe to use from more than one thread.</summary>
internal sealed class BudgetLevels(BudgetScope scope)
{
    // Used, and not left: with another budget, what was used stays used, and what is more is there at once.
    private double _rush;
    private double _shift;
    private long _at;

    /// <summary>How full the emptier bucket is, 0 to 1; at 1 there is nothing to remember.</summary>
    public double Fullness(BudgetSheet sheet) => Math.Min(Share(sheet[scope, BudgetSpan.Rush], _rush), Share(sheet[scope, BudgetSpan.Shift], _shift));

    /// <summary>Lets come back what comes back in time.</summary>
    public void Refill(BudgetSheet sheet, long ticks)
    {
        var passed = TimeSpan.FromTicks(Math.Max(0, ticks - _at));
        _rush = Left(sheet[scope, BudgetSpan.Rush], _rush, passed);
        _shift = Left(sheet[scope, BudgetSpan.Shift], _shift, passed);
        _at = ticks;
    }

    /// <summary>Null when both buckets have one; else the one that is waited for longest.</summary>
    public BudgetRefusal? Refusal(BudgetSheet sheet)
    {
        var (rush, shift) = (sheet[scope, BudgetSpan.Rush], sheet[scope, BudgetSpan.Shift]);
        var (rushLacks, shiftLacks) = (_rush + 1 - rush.AtOnce, _shift + 1 - shift.AtOnce);
        if (rushLacks <= 0 && shiftLacks <= 0)
        {
            return null;
        }

        var (forRush, forShift) = (rush.TimeFor(Math.Max(0, rushLacks)), shift.TimeFor(Math.Max(0, shiftLacks)));
        return forShift > forRush ? new BudgetRefusal(shift, forShift) : new BudgetRefusal(rush, forRush);
    }

    /// <summary>Takes one from both.</summary>
    public void Take()
    {
        _rush++;
        _shift++;
    }

    // A budget that was made smaller is used up, and not more than that.
    private static double Left(Budget budget, double used, TimeSpan passed) => Math.Clamp(used - budget.Refill(passed), 0, budget.AtOnce);

    private static double Share(Budget budget, double used) => 1 - (used / budget.AtOnce);
}
