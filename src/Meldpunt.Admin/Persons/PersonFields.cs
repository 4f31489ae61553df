namespace Meldpunt.Admin.Persons;

/// <summary>The fields of a person (protocol article 5.2 a-g) as the interface names them.</summary>
public static class PersonFields
{
    public const string Surname = "achternaam";
    public const string Prefix = "voorvoegsel";
    public const string FirstNames = "voornamen";
    public const string BirthDate = "geboortedatum";
    public const string Birthplace = "geboorteplaats";
    public const string Address = "adres";
    public const string Postcode = "postcode";

    /// <summary>The machine-readable zone of a document, instead of name and birth date; only when somebody is asked about.</summary>
    public const string Mrz = "mrz";
}
