namespace Meldpunt.Index.Matching;

/// <summary>How much must agree before somebody is called the same person; the consortium chooses (protocol article 6.1).</summary>
public enum MatchStrength
{
    /// <summary>In Dutch <c>streng</c>: first names in full, spelt alike or said alike.</summary>
    Strict = 0,

    /// <summary>
    /// In Dutch <c>gewogen</c>: calling names count when birthplace or address agrees. So do initials and typing errors in the first name, which count alone
    /// when the surname is not a common one and no other birthplace is known.
    /// </summary>
    Balanced = 1,

    /// <summary>
    /// In Dutch <c>ruim</c>: as <see cref="Balanced"/>. Calling names too count alone when the surname is not a common one; two initials, typing errors in
    /// the first name and first names said alike count alone whatever the surname.
    /// </summary>
    Lenient = 2,
}
