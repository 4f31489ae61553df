namespace Meldpunt.Index.Matching;

/// <summary>How much must agree before somebody is called the same person; the consortium chooses (protocol article 6.1).</summary>
public enum MatchStrength
{
    /// <summary>In Dutch <c>streng</c>: first names in full and spelt alike or nearly so.</summary>
    Strict = 0,

    /// <summary>In Dutch <c>gewogen</c>: initials, calling names and typing errors count when birthplace or address agrees.</summary>
    Balanced = 1,

    /// <summary>In Dutch <c>ruim</c>: initials and calling names count alone when the surname is not a common one.</summary>
    Lenient = 2,
}
