namespace Meldpunt.Admin.QueryLog.Retention;

/// <summary>A choice of how long rows are kept.</summary>
public sealed class RetentionChoice
{
    /// <summary>When it was made.</summary>
    public DateTimeOffset ChosenAt { get; init; }

    /// <summary>Months from then on, and until then.</summary>
    public int Months { get; init; }

    public int MonthsBefore { get; init; }
}
