namespace Meldpunt.Admin.QueryLog.Budgets;

/// <summary>Whose questions are counted together.</summary>
public enum BudgetScope
{
    /// <summary>The account of a person. <c>medewerker</c></summary>
    Person = 1,

    /// <summary>The account of a system. <c>systeem</c></summary>
    System = 2,

    /// <summary>One terminal or token, whoever works at it. <c>terminal</c></summary>
    Terminal = 3,

    /// <summary>One location of a participant. <c>locatie</c></summary>
    Location = 4,

    /// <summary>All of a participant. <c>deelnemer</c></summary>
    Participant = 5,

    /// <summary>Everybody. <c>samenwerkingsverband</c></summary>
    Consortium = 6,
}
