using System.Globalization;
using Meldpunt.Index.Names;

namespace Meldpunt.Service.Pages.Texts;

/// <summary>A person as pages and letters write one.</summary>
internal static class PersonWords
{
    /// <summary>A name as a list has it: Vries, Jan de.</summary>
    public static string InList(PageTexts texts, PersonDetails person)
    {
        var given = person.FirstNames ?? texts["person.first-names-unknown"];
        return person.Prefix is { } prefix ? $"{person.Surname}, {given} {prefix}" : $"{person.Surname}, {given}";
    }

    /// <summary>A name as an envelope has it: Jan de Vries.</summary>
    public static string Whole(PersonDetails person) =>
        string.Join(' ', new[] { person.FirstNames, person.Prefix, person.Surname }.Where(part => part is not null));

    /// <summary>The family name as it stands alone: De Vries.</summary>
    public static string Family(PersonDetails person) =>
        person.Prefix is { Length: > 0 } prefix ? $"{char.ToUpperInvariant(prefix[0])}{prefix[1..]} {person.Surname}" : person.Surname;

    /// <summary>A birth date in words, with what is not known left out.</summary>
    public static string BirthDate(PageTexts texts, PersonDetails person) => person.BirthDate switch
    {
        { IsComplete: true } date => texts.Day(date.Earliest),
        { Month: > 0 } date => string.Join(' ', texts.Day(date.Earliest).Split(' ').Skip(1)),
        BirthDate date => date.Year.ToString("0000", CultureInfo.InvariantCulture),
    };
}
