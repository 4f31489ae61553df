namespace Meldpunt.Admin.Register;

/// <summary>What the protocol's ladder (article 5.2.1) makes of what is known of a person.</summary>
public enum LadderAdvice
{
    /// <summary>Nothing counts: a warning. <c>waarschuwing</c></summary>
    Warning = 1,

    /// <summary>A warning runs and the incident falls within twelve months after it: a ban is possible. <c>toegangsverbod</c></summary>
    Ban = 2,

    /// <summary>A ban runs: the incident belongs to that. <c>incident</c></summary>
    Incident = 3,
}
