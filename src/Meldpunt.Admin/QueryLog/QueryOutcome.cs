namespace Meldpunt.Admin.QueryLog;

/// <summary>The answer to a query. The numbers stand in the database.</summary>
public enum QueryOutcome
{
    /// <summary><c>geenMatch</c></summary>
    NoMatch = 0,

    /// <summary><c>match</c>: a reason to call, never a decision.</summary>
    Match = 1,
}
