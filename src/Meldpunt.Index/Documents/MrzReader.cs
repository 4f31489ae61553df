using System.Globalization;
using Meldpunt.Index.Names;

namespace Meldpunt.Index.Documents;

/// <summary>
/// Reads the machine-readable zone of a passport, identity card or residence permit (ICAO Doc 9303): name and birth date, and nothing else.
/// The document number, nationality, sex and expiry are passed over, and a zone with optional data is refused, because in Dutch documents before
/// 2021 that is the citizen service number (article 46 of the UAVG; docs/spec/mrz.md). Never throws on what was scanned.
/// </summary>
public static class MrzReader
{
    /// <summary>Most characters of a text: three lines of 30 with room for line ends and stray spaces.</summary>
    public const int MaxTextLength = 200;

    private const string UnknownPart = "<<";
    private const string NameSeparator = "<<";
    private const string DutchState = "NLD";
    private const int YearsOfTwoDigits = 100;

    /// <summary>Reads a zone; all faults are added to the list, and the result is null when there was any.</summary>
    /// <param name="text">The lines, in one or in two or three.</param>
    /// <param name="today">No birth date lies after it, which tells the century of a year of two digits.</param>
    /// <param name="faults">Where faults go.</param>
    public static MrzHolder? Read(string text, DateOnly today, ICollection<MrzFault> faults)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(faults);
        if (text.Length > MaxTextLength)
        {
            faults.Add(MrzFault.WrongLength);
            return null;
        }

        if (!MrzText.TryRead(text, out var zone, out var fault))
        {
            faults.Add(fault);
            return null;
        }

        var before = faults.Count;
        CheckDigits(zone, faults);
        var birthDate = faults.Contains(MrzFault.BirthDateCheck) ? default : ReadBirthDate(zone[zone.Layout.Birth], today, faults);
        var (surname, firstNames) = ReadName(zone[zone.Layout.Name], faults);
        return faults.Count > before ? null : new MrzHolder
        {
            Surname = surname,
            FirstNames = firstNames.Length == 0 ? null : firstNames,
            BirthDate = birthDate,
            NameMayBeCut = zone[zone.Layout.Name][^1] != MrzText.Filler,
        };
    }

    private static void CheckDigits(MrzText zone, ICollection<MrzFault> faults)
    {
        var layout = zone.Layout;
        var numberAgrees = CheckNumber(zone, out var optional);
        var hasOptional = !MrzText.IsEmpty(optional) || !MrzText.IsEmpty(zone[layout.MoreOptional]);
        AddUnless(!hasOptional, MrzFault.OptionalData);
        var beforeDigits = faults.Count;
        AddUnless(numberAgrees, MrzFault.NumberCheck);
        AddUnless(MrzCheckDigit.Agrees(zone[layout.Birth], zone.DigitOf(layout.Birth)), MrzFault.BirthDateCheck);
        AddUnless(MrzCheckDigit.Agrees(zone[layout.Expiry], zone.DigitOf(layout.Expiry)), MrzFault.ExpiryCheck);
        AddUnless(!layout.HasOptionalDigit || MrzCheckDigit.Agrees(optional, zone.DigitOf(layout.Optional)), MrzFault.OptionalDataCheck);

        // It covers the others, so beside one of them it would only say the same again.
        var isBlanked = !hasOptional && MrzText.IsEmpty(zone[layout.Number]);
        AddUnless(faults.Count > beforeDigits || CompositeAgrees(zone, isBlanked), MrzFault.CompositeCheck);

        void AddUnless(bool isRight, MrzFault fault)
        {
            if (!isRight)
            {
                faults.Add(fault);
            }
        }
    }

    // A number of more than nine characters has < for its check digit and goes on in the optional data, its check digit last (Doc 9303 part 5,
    // section 4.2.2, note j). Dutch numbers have nine, so what stands there in a Dutch document is never taken for a number.
    private static bool CheckNumber(MrzText zone, out ReadOnlySpan<char> optional)
    {
        var number = zone[zone.Layout.Number];
        var digit = zone.DigitOf(zone.Layout.Number);
        optional = zone[zone.Layout.Optional];
        var isLong = zone.Layout.NumberMayBeLong && digit == MrzText.Filler && !number.Contains(MrzText.Filler)
            && !zone.Text[2..5].SequenceEqual(DutchState);
        if (!isLong)
        {
            return MrzCheckDigit.Agrees(number, digit);
        }

        var rest = optional.IndexOf(MrzText.Filler) is >= 0 and var end ? optional[..end] : optional;
        if (rest.Length < 2)
        {
            return false;
        }

        optional = optional[rest.Length..];
        return MrzCheckDigit.Of([.. number, .. rest[..^1]]) == rest[^1];
    }

    // Who blanks the number cannot leave the digit over it as it was, and need not make a new one: < says that there is none.
    private static bool CompositeAgrees(MrzText zone, bool isBlanked)
    {
        var digit = zone.Text[zone.Layout.CompositeDigit];
        var covered = new List<char>(zone.Layout.Length);
        foreach (var field in zone.Layout.Composite)
        {
            covered.AddRange(zone[field]);
        }

        return (isBlanked && digit == MrzText.Filler) || digit == MrzCheckDigit.Of([.. covered]);
    }

    private static BirthDate ReadBirthDate(ReadOnlySpan<char> digits, DateOnly today, ICollection<MrzFault> faults)
    {
        var year = digits[..2];
        if (year.SequenceEqual(UnknownPart))
        {
            faults.Add(MrzFault.BirthYearUnknown);
            return default;
        }

        var month = MonthOrDay(digits[2..4]);
        var day = MonthOrDay(digits[4..]);

        // This century first. Somebody of a hundred is read as a child; the page shows the year, and it can be typed.
        var century = today.Year / YearsOfTwoDigits;
        foreach (var candidate in (ReadOnlySpan<int>)[century, century - 1])
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{candidate:00}{year}-{month}-{day}");
            if (BirthDate.TryParse(text, out var date) && date.Earliest <= today)
            {
                return date;
            }
        }

        faults.Add(MrzFault.BirthDateImpossible);
        return default;
    }

    private static string MonthOrDay(ReadOnlySpan<char> digits) => digits.SequenceEqual(UnknownPart) ? "00" : digits.ToString();

    private static (string Surname, string FirstNames) ReadName(ReadOnlySpan<char> field, ICollection<MrzFault> faults)
    {
        if (field.ContainsAnyInRange('0', '9'))
        {
            faults.Add(MrzFault.WrongCharacters);
            return (string.Empty, string.Empty);
        }

        var separator = field.IndexOf(NameSeparator);
        var surname = Words(separator < 0 ? field : field[..separator]);
        if (surname.Length == 0)
        {
            faults.Add(MrzFault.NoName);
        }

        return (surname, separator < 0 ? string.Empty : Words(field[separator..]));
    }

    private static string Words(ReadOnlySpan<char> field) =>
        string.Join(' ', field.ToString().Split(MrzText.Filler, StringSplitOptions.RemoveEmptyEntries));
}
