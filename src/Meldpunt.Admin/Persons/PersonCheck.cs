using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Persons;

/// <summary>
/// Turns what was typed into a person, or says everything that is wrong with it at once. Limits are those of the national register of
/// persons where it has them.
/// </summary>
public static class PersonCheck
{
    private const int MaxPrefixLength = 20;
    private const int MaxPostcodeLength = 12;
    private const int MaxAgeYears = 130;

    /// <summary>Checks a person; faults are added to the list, and the result is null when any was.</summary>
    /// <param name="input">What was typed.</param>
    /// <param name="today">Birth dates after this day are refused.</param>
    /// <param name="path">What stands in front of a field's name in a fault: empty, or <c>persoon.</c></param>
    /// <param name="faults">Where faults go.</param>
    public static PersonDetails? Check(PersonInput input, DateOnly today, string path, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(faults);
        var before = faults.Count;
        var surname = Name(input.Surname, PersonFields.Surname, "De achternaam ontbreekt.");
        var prefix = Optional(input.Prefix, PersonFields.Prefix, MaxPrefixLength, TextCheck.IsName);
        var firstNames = FirstNames();
        var birthDate = Date();
        var birthplace = Optional(input.Birthplace, PersonFields.Birthplace, PersonDetails.MaxNameLength, TextCheck.IsPlace);
        var address = Optional(input.Address, PersonFields.Address, PersonDetails.MaxNameLength, TextCheck.IsPlace);
        var postcode = Optional(input.Postcode, PersonFields.Postcode, MaxPostcodeLength, TextCheck.IsPlace);
        return faults.Count > before ? null : new PersonDetails
        {
            Surname = surname!,
            Prefix = prefix,
            FirstNames = firstNames,
            BirthDate = birthDate,
            Birthplace = birthplace,
            Address = address,
            Postcode = postcode,
            IsTransliterated = input.IsTransliterated,
            NameMayBeCut = input.NameMayBeCut,
        };

        void Add(string field, string code, string message) => faults.Add(new Fault(path + field, code, message));

        string? Name(string? typed, string field, string missing)
        {
            var text = Optional(typed, field, PersonDetails.MaxNameLength, TextCheck.IsName);
            if (string.IsNullOrWhiteSpace(typed))
            {
                Add(field, "ontbreekt", missing);
            }
            else if (text is not null && !NameFolder.HasContent(text))
            {
                Add(field, "geen-letters", $"Het veld {field} bevat geen letters.");
            }

            return text;
        }

        string? FirstNames() => string.Equals(input.FirstNames?.Trim(), PersonDetails.UnknownFirstNames, StringComparison.Ordinal)
            ? null
            : Name(
                input.FirstNames,
                PersonFields.FirstNames,
                "De voornamen ontbreken. Heeft de persoon geen voornaam of is die onbekend, vul dan een punt (.) in.");

        string? Optional(string? typed, string field, int maxLength, Func<string, bool> allowed)
        {
            var text = typed?.Trim();
            if (string.IsNullOrEmpty(text))
            {
                return null;
            }

            if (text.Length > maxLength)
            {
                Add(field, "te-lang", $"Het veld {field} is te lang: hoogstens {maxLength} tekens.");
                return null;
            }

            if (!allowed(text))
            {
                Add(field, "tekens", $"Het veld {field} bevat tekens die niet kunnen. Neem over wat in Latijnse letters op het document staat.");
                return null;
            }

            return text;
        }

        BirthDate Date()
        {
            const string Field = PersonFields.BirthDate;
            if (string.IsNullOrWhiteSpace(input.BirthDate))
            {
                Add(Field, "ontbreekt", "De geboortedatum ontbreekt.");
            }
            // The platform's parser of numbers passes over null characters at the end of one.
            else if (input.BirthDate.Contains('\0', StringComparison.Ordinal) || !BirthDate.TryParse(input.BirthDate.Trim(), out var date))
            {
                Add(Field, "datum", "Deze geboortedatum bestaat niet. Schrijf jjjj-mm-dd, met 00 voor een onbekende dag of maand.");
            }
            else if (date.Earliest > today)
            {
                Add(Field, "toekomst", "De geboortedatum ligt in de toekomst.");
            }
            else if (date.Year < today.Year - MaxAgeYears)
            {
                Add(Field, "te-oud", $"De geboortedatum ligt meer dan {MaxAgeYears} jaar terug.");
            }
            else
            {
                return date;
            }

            return default;
        }
    }
}
