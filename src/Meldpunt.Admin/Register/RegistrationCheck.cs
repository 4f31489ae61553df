using System.Globalization;
using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Register;

/// <summary>Reads the fields of a registration, or says everything that is wrong with them at once.</summary>
public static class RegistrationCheck
{
    /// <summary>Longest reference of a file.</summary>
    public const int MaxReferenceLength = 100;

    /// <summary>Longest weighing or reason.</summary>
    public const int MaxProseLength = 4_000;

    /// <summary>Checks the fields; faults are added to the list, and the result is null when any was.</summary>
    public static Registration? Check(RegistrationInput input, DateOnly today, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(faults);
        var before = faults.Count;
        var kind = Choice(input.Kind, RegistrationFields.Kind, EntryTerms.Kinds);
        var person = PersonCheck.Check(input.Person, today, RegistrationFields.Person + ".", faults);
        var firstDay = Day(input.FirstDay, RegistrationFields.FirstDay);
        var lastDay = Day(input.LastDay, RegistrationFields.LastDay);
        var reference = Prose(input.FileReference, RegistrationFields.FileReference, MaxReferenceLength);
        var incident = Day(input.IncidentDate, RegistrationFields.IncidentDate);
        var crime = YesOrNo(input.Crime, RegistrationFields.Crime);
        var reported = YesOrNo(input.CrimeReported, RegistrationFields.CrimeReported);
        var evidence = YesOrNo(input.EvidenceInFile, RegistrationFields.EvidenceInFile);
        var weighing = Prose(input.Weighing, RegistrationFields.Weighing, MaxProseLength);
        var notice = Choice(input.NoticeKind, RegistrationFields.NoticeKind, EntryTerms.Notices);
        var noticeDate = input.NoticeDate is null ? null : Day(input.NoticeDate, RegistrationFields.NoticeDate);
        var noticeReason = string.IsNullOrWhiteSpace(input.NoticeReason)
            ? null
            : Prose(input.NoticeReason, RegistrationFields.NoticeReason, MaxProseLength);
        return faults.Count > before ? null : new Registration
        {
            Kind = kind!.Value,
            Person = person!,
            FirstDay = firstDay!.Value,
            LastDay = lastDay!.Value,
            FileReference = reference!,
            IncidentDate = incident!.Value,
            Crime = crime!.Value,
            CrimeReported = reported!.Value,
            EvidenceInFile = evidence!.Value,
            Weighing = weighing!,
            Notice = notice!.Value,
            NoticeDate = noticeDate,
            NoticeReason = noticeReason,
        };

        void Missing(string field) => faults.Add(new Fault(field, "ontbreekt", $"Het veld {field} ontbreekt."));

        T? Choice<T>(string? typed, string field, IReadOnlyDictionary<string, T> choices)
            where T : struct
        {
            if (string.IsNullOrWhiteSpace(typed))
            {
                Missing(field);
                return null;
            }

            if (choices.TryGetValue(typed, out var choice))
            {
                return choice;
            }

            faults.Add(new Fault(field, "keuze", $"Het veld {field} is een van: {string.Join(", ", choices.Keys)}."));
            return null;
        }

        DateOnly? Day(string? typed, string field)
        {
            if (string.IsNullOrWhiteSpace(typed))
            {
                Missing(field);
                return null;
            }

            if (DateOnly.TryParseExact(typed.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            faults.Add(new Fault(field, "datum", $"De datum in {field} bestaat niet. Schrijf jjjj-mm-dd."));
            return null;
        }

        bool? YesOrNo(bool? given, string field)
        {
            if (given is null)
            {
                Missing(field);
            }

            return given;
        }

        string? Prose(string? typed, string field, int maxLength)
        {
            var text = typed?.Trim();
            if (string.IsNullOrEmpty(text))
            {
                Missing(field);
                return null;
            }

            if (text.Length > maxLength)
            {
                faults.Add(new Fault(field, "te-lang", $"Het veld {field} is te lang: hoogstens {maxLength} tekens."));
                return null;
            }

            if (!TextCheck.IsProse(text))
            {
                faults.Add(new Fault(field, "tekens", $"Het veld {field} bevat onzichtbare of onbekende tekens."));
                return null;
            }

            return text;
        }
    }
}
