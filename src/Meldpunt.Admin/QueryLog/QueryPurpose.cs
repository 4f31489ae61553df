namespace Meldpunt.Admin.QueryLog;

/// <summary>Why somebody looked into the register. The numbers stand in the rows.</summary>
public enum QueryPurpose
{
    /// <summary>A visitor at a gate. <c>poort</c></summary>
    Gate = 1,

    /// <summary>A ban that is being registered and needs an earlier warning (article 5.2.1). <c>registratie</c></summary>
    Registration = 2,

    /// <summary>A look into this log itself: who asked about one person? Two people confirm it. <c>inzage</c></summary>
    LogInspection = 3,

    /// <summary>No look at all: something was done to the register or to a participant, and the row stands for its text (<see cref="Acts.Act"/>). <c>administratie</c></summary>
    Administration = 4,

    /// <summary>A visitor at a gate of whom nothing was looked up, because a budget was used up (<see cref="Budgets.QueryBudgets"/>). <c>geweigerd</c></summary>
    Refused = 5,
}
