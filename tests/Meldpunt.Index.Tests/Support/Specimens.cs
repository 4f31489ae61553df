namespace Meldpunt.Index.Tests.Support;

/// <summary>Machine-readable zones that were published as examples: ICAO Doc 9303 (parts 4 to 6) and the specimens of Dutch documents.</summary>
internal static class Specimens
{
    public const string UtopianPassport =
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

    public const string UtopianCard =
        "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";

    /// <summary>A document number of eleven characters, which goes on in the optional data.</summary>
    public const string LongNumberCard =
        "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<";

    public const string UtopianLargeCard =
        "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6";

    public const string DutchPassport =
        "P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<\nSPECI20142NLD6503101F2403096999999990<<<<<84";

    public const string DutchPassportOfAnotherDay =
        "P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<\nSPECI20142NLD6503101F2401151999999990<<<<<82";

    public const string DutchCardOf2014 =
        "I<NLDSPECI20142999999990<<<<<8\n6503101F2403096NLD<<<<<<<<<<<8\nDE<BRUIJN<<WILLEKE<LISELOTTE<<";

    public const string DutchCardOf2021 =
        "I<NLDSPECI20212<<<<<<<<<<<<<<<\n6503101F3108022NLD<<<<<<<<<<<8\nDE<BRUIJN<<WILLEKE<LISELOTTE<<";

    public const string DutchDrivingLicence = "D1NLD15094962111659VW87Z78NB84";

    /// <summary>The Dutch passport as a terminal sends it: number, optional data, and the digits over them blanked.</summary>
    public const string BlankedPassport =
        "P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<\n<<<<<<<<<<NLD6503101F2403096<<<<<<<<<<<<<<<<";

    /// <summary>A zone with one character replaced, counted from 0 over both or all three lines and the line ends between them.</summary>
    public static string With(this string zone, int position, char character) =>
        string.Concat(zone.AsSpan(0, position), [character], zone.AsSpan(position + 1));

    /// <summary>The digit after a digit.</summary>
    public static char Next(char digit) => digit == '9' ? '0' : (char)(digit + 1);
}
