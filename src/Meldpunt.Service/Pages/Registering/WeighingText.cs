using System.Globalization;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Names;
using Meldpunt.Service.Pages.Forms;

namespace Meldpunt.Service.Pages.Registering;

/// <summary>The four parts of the weighing of article 5.2.3, put together into the one text that the register holds. That text is Dutch, as the register is.</summary>
internal static class WeighingText
{
    /// <summary>Longest part; together with the headings they stay within the register's text.</summary>
    public const int MaxPartLength = 900;

    private static readonly (string Field, string Heading)[] Parts =
    [
        (DraftFields.Extent, "Aard en omvang"), (DraftFields.Mitigating, "Verzachtende omstandigheden"),
        (DraftFields.Aggravating, "Verzwarende omstandigheden"), (DraftFields.Recidivism, "Herhaling"),
    ];

    /// <summary>The text; null when no part was written.</summary>
    public static string? Compose(TypedForm form, BirthDate? born, DateOnly? incident)
    {
        var written = Parts.Where(part => !string.IsNullOrWhiteSpace(form[part.Field])).ToList();
        if (written.Count == 0)
        {
            return null;
        }

        var age = born is { } known && incident is { } day && known.Earliest <= day ? $"Leeftijd\n{Age(known, day)} jaar bij het incident.\n\n" : string.Empty;
        return age + string.Join("\n\n", written.Select(part => $"{part.Heading}\n{form[part.Field]!.Trim()}"));
    }

    /// <summary>What is wrong with the parts.</summary>
    public static IEnumerable<Fault> Faults(TypedForm form)
    {
        foreach (var (field, _) in Parts)
        {
            if (string.IsNullOrWhiteSpace(form[field]))
            {
                yield return new Fault(field, "ontbreekt", $"Het veld {field} ontbreekt.");
            }
            else if (form[field]!.Trim().Length > MaxPartLength)
            {
                yield return new Fault(field, "te-lang", $"Het veld {field} is te lang: hoogstens {MaxPartLength} tekens.");
            }
        }
    }

    /// <summary>How many parts were written.</summary>
    public static int Written(TypedForm form) => Parts.Count(part => !string.IsNullOrWhiteSpace(form[part.Field]));

    public static int Count => Parts.Length;

    /// <summary>Years on a day: <c>35</c>, or <c>34 of 35</c> when the day or month of birth is not known.</summary>
    public static string Age(BirthDate born, DateOnly day)
    {
        var (least, most) = (Years(Latest(born), day), Years(born.Earliest, day));
        return least == most
            ? most.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(least, 0)} of {most}");
    }

    private static int Years(DateOnly born, DateOnly day) => day.Year - born.Year - (day.DayOfYear < Anniversary(born, day.Year).DayOfYear ? 1 : 0);

    private static DateOnly Latest(BirthDate born) => born switch
    {
        { Month: 0 } => new DateOnly(born.Year, 12, 31),
        { Day: 0 } => new DateOnly(born.Year, born.Month, DateTime.DaysInMonth(born.Year, born.Month)),
        _ => born.Earliest,
    };

    // Who was born on 29 February is a year older on 1 March.
    private static DateOnly Anniversary(DateOnly born, int year) =>
        born is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(year) ? new DateOnly(year, 3, 1) : new DateOnly(year, born.Month, born.Day);
}
