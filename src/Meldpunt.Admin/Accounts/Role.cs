namespace Meldpunt.Admin.Accounts;

/// <summary>What an account may do. The numbers stand in the database.</summary>
public enum Role
{
    /// <summary>Gate staff: asks about visitors. <c>poort</c></summary>
    Gate = 1,

    /// <summary>Security desk of a participant: registers, sees its own. <c>veiligheid</c></summary>
    Security = 2,

    /// <summary>The consortium's auditor: reads the query log, sees nothing of the people in the register. <c>toezicht</c></summary>
    Oversight = 3,

    /// <summary>The consortium's management: participants and accounts. <c>beheer</c></summary>
    Management = 4,
}
