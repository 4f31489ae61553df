namespace Meldpunt.Admin.QueryLog;

/// <summary>Why somebody looked into the register. The numbers stand in the database.</summary>
public enum QueryPurpose
{
    /// <summary>A visitor at a gate. <c>poort</c></summary>
    Gate = 1,

    /// <summary>A ban that is being registered and needs an earlier warning (article 5.2.1). <c>registratie</c></summary>
    Registration = 2,
}
