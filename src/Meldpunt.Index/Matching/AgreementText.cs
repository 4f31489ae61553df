namespace Meldpunt.Index.Matching;

/// <summary>
/// Tells a security officer in what a visitor and an entry agree, without a letter of what stands in either. Of what one part agrees in only the strongest
/// is told.
/// </summary>
public static class AgreementText
{
    // Of each group the first that holds.
    private static readonly (Agreement Agreement, string Word)[][] Groups =
    [
        [
            (Agreement.SurnameEqual, "achternaam gelijk"),
            (Agreement.SurnameSound, "achternaam klinkt gelijk"),
            (Agreement.SurnameTypo, "achternaam op een letter na gelijk"),
            (Agreement.SurnameConsonants, "achternaam met dezelfde medeklinkers"),
        ],
        [
            (Agreement.FirstNameEqual, "voornaam gelijk"),
            (Agreement.FirstNameSound, "voornaam klinkt gelijk"),
            (Agreement.CallingName, "voornaam en roepnaam"),
            (Agreement.FirstNameTypo, "voornaam op een letter na gelijk"),
            (Agreement.TwoInitials, "twee voorletters gelijk"),
            (Agreement.Initial, "voorletter gelijk"),
            (Agreement.OtherGivenName, "een andere voornaam gelijk"),
            (Agreement.LacksFirstName, "voornaam onbekend"),
        ],
        [(Agreement.Swapped, "achternaam en voornaam verwisseld")],
        [
            (Agreement.DateSwapped, "geboortedatum gelijk met dag en maand omgedraaid"),
            (Agreement.DatePart, "geboortedatum voor een deel gelijk"),
            (Agreement.DateIsDefault, "geboortejaar gelijk, dag onbekend of 1 januari of 1 juli"),
            (Agreement.None, "geboortedatum gelijk"),
        ],
        [(Agreement.Birthplace, "geboorteplaats gelijk"), (Agreement.BirthplaceDiffers, "geboorteplaats anders")],
        [(Agreement.Address, "adres gelijk")],
    ];

    // No row of the rule asks for an equal birth date, because without one nothing is compared.
    private const string BirthDateKey = "geboortedatum";

    /// <summary>Every part that can be told.</summary>
    public static IReadOnlyList<Agreement> AllParts { get; } = [.. Groups.SelectMany(group => group.Select(word => word.Agreement))];

    /// <summary>
    /// The parts in which they agree, in the order of a form: of each group the strongest, and <see cref="Agreement.None"/> for birth dates that are simply equal.
    /// </summary>
    public static IReadOnlyList<Agreement> Parts(Agreement agreement) => [.. Told(agreement).Select(word => word.Agreement)];

    /// <summary>The words for an agreement, in the order of a form.</summary>
    public static IReadOnlyList<string> Words(Agreement agreement) => [.. Told(agreement).Select(word => word.Word)];

    /// <summary>By what name the texts of a page know a part: the word of the rule.</summary>
    public static string KeyOf(Agreement part) =>
        part == Agreement.None ? BirthDateKey : RuleText.WordOf(part) ?? throw new ArgumentOutOfRangeException(nameof(part), part, "No single part.");

    private static IEnumerable<(Agreement Agreement, string Word)> Told(Agreement agreement) => Groups
        .Select(group => Array.Find(group, word => (agreement & word.Agreement) == word.Agreement))
        .Where(word => word.Word is not null);
}
