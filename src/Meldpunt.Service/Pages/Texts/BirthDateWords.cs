using System.Globalization;
using Meldpunt.Index.Names;

namespace Meldpunt.Service.Pages.Texts;

/// <summary>A birth date in words, with what is not known left out.</summary>
internal static class BirthDateWords
{
    public static string Of(BirthDate date, PageTexts texts) => date switch
    {
        { IsComplete: true } => texts.Day(date.Earliest),
        { Month: > 0 } => string.Join(' ', texts.Day(date.Earliest).Split(' ').Skip(1)),
        _ => date.Year.ToString("0000", CultureInfo.InvariantCulture),
    };
}
