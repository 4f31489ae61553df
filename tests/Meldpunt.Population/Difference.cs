namespace Meldpunt.Population;

/// <summary>Labels of what the typing changed. A query carries one for each difference that is really there.</summary>
public static class Difference
{
    public const string Case = "case";
    public const string Diacritics = "diacritics";
    public const string Mrz = "mrz";
    public const string MrzDiacritics = "mrz_diacritics";
    public const string MrzTruncated = "mrz_truncated";
    public const string IjY = "ij_y";
    public const string PrefixInSurname = "prefix_in_surname";
    public const string PrefixOmitted = "prefix_omitted";
    public const string PrefixGlued = "prefix_glued";
    public const string PrefixAbbreviated = "prefix_abbrev";
    public const string PrefixOther = "prefix_other";
    public const string DoubleNamePart = "double_name_part";
    public const string DoubleNameReversed = "double_name_reversed";
    public const string SurnameChanged = "surname_changed";
    public const string SurnameTypo = "surname_typo";
    public const string SurnamePhonetic = "surname_phonetic";
    public const string InitialOnly = "initial_only";
    public const string Nickname = "nickname";
    public const string FirstTypo = "first_typo";
    public const string FirstVariant = "first_variant";
    public const string SecondGiven = "second_given";
    public const string SwappedNames = "swapped_names";
    public const string DobSwap = "dob_swap";
    public const string DobDigit = "dob_digit";
    public const string DobYear = "dob_year";
    public const string DobUnknownPart = "dob_unknown_part";
    public const string BirthplaceMissing = "birthplace_missing";
    public const string BirthplaceVariant = "birthplace_variant";
    public const string BirthplaceTypo = "birthplace_typo";
    public const string BirthplaceWrong = "birthplace_wrong";
    public const string AddressMissing = "address_missing";
    public const string AddressFormat = "address_format";
    public const string AdditionDropped = "housenr_addition_dropped";
    public const string Moved = "moved";
    public const string PostcodeMissing = "postcode_missing";
    public const string PostcodeTypo = "postcode_typo";

    /// <summary>The registered person was taken from a machine-readable zone: capitals, no accents, perhaps cut off.</summary>
    public const string RegisteredFromMrz = "registered_mrz";

    /// <summary>The registered person was typed in without a document, with a slip in a name now and then.</summary>
    public const string RegisteredByTyping = "registered_typed";
}
