using Meldpunt.Index.Documents;

namespace Meldpunt.Admin.Persons;

/// <summary>
/// What is wrong with a machine-readable zone, as a fixed code and in Dutch, and what to do. The pages have words of their own by the same codes.
/// </summary>
public static class MrzWords
{
    private const string Retype = "Typ naam en geboortedatum over van de voorkant.";

    /// <summary>All faults, in the order in which <see cref="MrzFault"/> names them.</summary>
    public static IReadOnlyList<(string Code, string Message)> All { get; } = Enum.GetValues<MrzFault>().Select(Of).ToList();

    /// <summary>Code and words of a fault.</summary>
    public static (string Code, string Message) Of(MrzFault fault) => fault switch
    {
        MrzFault.WrongLength => ("mrz-lengte",
            "Dit zijn niet de twee of drie hele regels van een paspoort, identiteitskaart of verblijfsdocument: scan opnieuw."),
        MrzFault.WrongCharacters => ("mrz-tekens", "De scan bevat tekens die er niet in horen: scan opnieuw."),
        MrzFault.UnsupportedDocument => ("mrz-soort", "Van dit soort document leest Meldpunt de zone niet. " + Retype),
        MrzFault.DrivingLicence => ("mrz-rijbewijs", "In de zone van een rijbewijs staan geen naam en geen geboortedatum. " + Retype),
        MrzFault.OptionalData => ("mrz-extra-gegevens",
            "Het veld voor extra gegevens is niet leeg; daar kan een burgerservicenummer in staan, en dat mag Meldpunt niet verwerken. "
            + "Vervang het, het documentnummer en hun controlecijfers door <."),
        MrzFault.NumberCheck => ("mrz-controle-nummer", "Het controlecijfer van het documentnummer klopt niet: scan opnieuw."),
        MrzFault.BirthDateCheck => ("mrz-controle-geboortedatum", "Het controlecijfer van de geboortedatum klopt niet: scan opnieuw."),
        MrzFault.ExpiryCheck => ("mrz-controle-geldigheid", "Het controlecijfer van de geldigheidsdatum klopt niet: scan opnieuw."),
        MrzFault.OptionalDataCheck => ("mrz-controle-extra-gegevens", "Het controlecijfer van de extra gegevens klopt niet: scan opnieuw."),
        MrzFault.CompositeCheck => ("mrz-controle-geheel", "Het controlecijfer over het geheel klopt niet: scan opnieuw."),
        MrzFault.NoName => ("mrz-geen-naam", "In de zone staat geen achternaam. " + Retype),
        MrzFault.BirthYearUnknown => ("mrz-geboortejaar", "In de zone staat geen geboortejaar. " + Retype),
        MrzFault.BirthDateImpossible => ("mrz-geboortedatum", "De geboortedatum in de zone bestaat niet. " + Retype),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
