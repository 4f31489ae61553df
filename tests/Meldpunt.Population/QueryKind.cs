namespace Meldpunt.Population;

/// <summary>Who asks: the registered person, or which outsider. Defined in the README.</summary>
public static class QueryKind
{
    public const string True = "true";
    public const string Random = "random";
    public const string SameSurnameDob = "same_surname_dob";
    public const string Twin = "twin";
    public const string FatherSon = "father_son";
    public const string CommonName = "common_name";
    public const string SameNameYear = "same_name_year";
    public const string Sibling = "sibling";
    public const string Spouse = "spouse";
    public const string NearSurname = "near_surname";
    public const string NearFirst = "near_first";
    public const string Doppelganger = "doppelganger";
    public const string SimilarTwin = "similar_twin";

    /// <summary>Similar twin: one edit apart with another sound (Anna, Anne).</summary>
    public const string OneLetter = "one_letter";

    /// <summary>Similar twin: together in a line of calling names or spellings (Jan, Johan).</summary>
    public const string NicknameFamily = "nickname_family";

    /// <summary>Similar twin: one sound code (Erik, Eric).</summary>
    public const string SameSound = "same_sound";
}
