using System.Text;
using Meldpunt.Population.People;
using Meldpunt.Population.Randomness;

namespace Meldpunt.Population.Typing;

/// <summary>
/// Names as the machine-readable zone of a document has them (ICAO Doc 9303): A to Z, prefix within the surname, signs as spaces, apostrophes gone,
/// special letters written out in one of the allowed ways, and all cut off where the line ends.
/// </summary>
internal static class MachineReadable
{
    private const int PassportNameLength = 39;
    private const int CardNameLength = 30;
    // Between surname and given names stand two fillers.
    private const int Between = 2;
    private const int LeastGiven = 1;

    /// <summary>How special letters are written out: most states expand, some take the bare letter, a few write UXX for Ü.</summary>
    private enum Way
    {
        Expanded,
        Bare,
        WithXx,
    }

    public static void Type(Draft draft, Person person, DifferenceRates rates, SeededRandom random)
    {
        draft.Differences.Add(Difference.Mrz);
        // A partner's name is printed beside the zone and seldom in it.
        var form = person.Form is SurnameForm.Own || random.Chance(Math.Min(1, rates.OtherForm * 1.4)) ? SurnameForm.Own : person.Form;
        Note(draft, person.Form, form);
        var (first, second) = SurnameTyping.Parts(person.Own, person.Partner, form);
        var way = random.Below(100) switch
        {
            < 75 => Way.Expanded,
            < 97 => Way.Bare,
            _ => Way.WithXx,
        };
        var surname = Zone(second is null ? first.Full : $"{first.Full}-{second.Value.Full}", way);
        var given = Zone(string.Join(' ', person.Given), way);
        if (Letters.HasAccents(first.Full) || (second is not null && Letters.HasAccents(second.Value.Full)) || person.Given.Any(Letters.HasAccents))
        {
            draft.Differences.Add(Difference.MrzDiacritics);
        }

        Cut(draft, surname, given, random.Chance(0.45) ? PassportNameLength : CardNameLength);
    }

    private static void Note(Draft draft, SurnameForm documents, SurnameForm zone)
    {
        if (documents != zone)
        {
            draft.Differences.Add(documents is SurnameForm.Partner ? Difference.SurnameChanged : Difference.DoubleNamePart);
        }
    }

    private static void Cut(Draft draft, string surname, string given, int length)
    {
        if (surname.Length + Between + given.Length > length)
        {
            draft.Differences.Add(Difference.MrzTruncated);
            surname = surname[..Math.Min(surname.Length, length - Between - LeastGiven)].TrimEnd();
            given = given[..Math.Min(given.Length, length - Between - surname.Length)].TrimEnd();
        }

        draft.Surname = surname;
        draft.FirstNames = given;
        draft.Given.AddRange(given.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Zone(string name, Way way)
    {
        var zone = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            var capital = Letters.Capital(letter);
            if (capital is >= 'A' and <= 'Z')
            {
                zone.Append(capital);
            }
            else if (capital is ' ' or '-' or ',')
            {
                zone.Append(' ');
            }
            else if (capital > '\x7f')
            {
                zone.Append(Special(capital, way));
            }
        }

        return zone.ToString();
    }

    private static string Special(char capital, Way way) => (capital, way) switch
    {
        ('ß', _) => "SS",
        ('Ü', Way.WithXx) => "UXX",
        ('Ñ', Way.WithXx) => "NXX",
        ('Æ', _) => "AE",
        ('Œ', _) => "OE",
        ('Þ', _) => "TH",
        (_, Way.Bare) => Letters.Plain(capital).ToString(),
        ('Ä', _) => "AE",
        ('Å', _) => "AA",
        ('Ö' or 'Ø', _) => "OE",
        ('Ü', _) => "UE",
        _ => Letters.Plain(capital).ToString(),
    };
}
