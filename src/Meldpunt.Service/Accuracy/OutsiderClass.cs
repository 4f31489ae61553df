namespace Meldpunt.Service.Accuracy;

/// <summary>How near somebody who is not in the register comes to somebody who is.</summary>
public enum OutsiderClass
{
    /// <summary>Anybody.</summary>
    Random,

    /// <summary>Resembles a registered person, and can be told from them: a twin, a father, a namesake.</summary>
    Hard,

    /// <summary>Cannot be told from the registered person by what was typed.</summary>
    Ambiguous,
}
