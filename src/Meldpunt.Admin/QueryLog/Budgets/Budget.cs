namespace Meldpunt.Admin.QueryLog.Budgets;

/// <summary>How many new persons may be asked about: a bucket that holds so many and is filled up at so many an hour.</summary>
/// <param name="Scope">Whose questions.</param>
/// <param name="Span">Over how long.</param>
/// <param name="AtOnce">What the full bucket holds, 1 to <see cref="Max"/>.</param>
/// <param name="PerHour">What comes back in an hour, 1 to <see cref="Max"/>.</param>
public sealed record Budget(BudgetScope Scope, BudgetSpan Span, int AtOnce, int PerHour)
{
    /// <summary>The most that can be chosen, of either number.</summary>
    public const int Max = 1_000_000_000;

    private const double SecondsInHour = 3_600;

    /// <summary>Its name in answers and verbs: <c>medewerker-spits</c>.</summary>
    public string Name { get; } = $"{BudgetTerms.Of(Scope)}-{BudgetTerms.Of(Span)}";

    /// <summary>Seconds in which an empty bucket is full again.</summary>
    public long WindowSeconds => (long)Math.Ceiling(AtOnce * SecondsInHour / PerHour);

    /// <summary>How much comes back in this time.</summary>
    internal double Refill(TimeSpan time) => PerHour * time.TotalHours;

    /// <summary>How long it takes for this much to come back.</summary>
    internal TimeSpan TimeFor(double amount) => TimeSpan.FromHours(amount / PerHour);
}
