namespace Meldpunt.Admin.Register;

/// <summary>What happened. The numbers stand in the database.</summary>
public enum IncidentKind
{
    /// <summary>Nuisance. <c>overlast</c></summary>
    Nuisance = 1,

    /// <summary>A crime. <c>strafbaarFeit</c></summary>
    Crime = 2,

    /// <summary>Somebody who is banned came in all the same (article 5.2 k). <c>huisvredebreuk</c></summary>
    Trespass = 3,
}
