using System.Globalization;
using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Register.Drafts;

/// <summary>
/// Everything that is wrong with a registration that is still being made. The rules are about whole registrations; here what is missing or cannot
/// be read is passed over with something that breaks no rule, so that a rule speaks as soon as what it is about is there.
/// </summary>
public static class DraftCheck
{
    /// <summary>All faults, those of fields before those of rules.</summary>
    /// <param name="input">What was typed so far.</param>
    /// <param name="today">The day it is in the Netherlands.</param>
    /// <param name="hasEarlierWarning">Whether a warning is known that the ladder counts.</param>
    public static IReadOnlyList<Fault> Faults(RegistrationInput input, DateOnly today, bool hasEarlierWarning)
    {
        ArgumentNullException.ThrowIfNull(input);
        var faults = new List<Fault>();
        var registration = RegistrationCheck.Check(input, today, faults);
        var open = faults.Select(fault => fault.Field).ToHashSet(StringComparer.Ordinal);
        registration ??= RegistrationCheck.Check(PassOver(input, open, today), today, []);
        if (registration is not null)
        {
            faults.AddRange(RegistrationRules.Broken(registration, today, hasEarlierWarning).Where(fault => !RestsOn(fault, open)));
        }

        return faults;
    }

    // Most rules hold a date against the day of the incident.
    private static bool RestsOn(Fault fault, HashSet<string> open)
    {
        var isAboutTheIncident = fault != Refusals.BanNeedsEarlierWarningOrReportedCrime && fault != Refusals.EvidenceMustBeInTheFile
            && fault != Refusals.NoticeNeedsItsDate && fault != Refusals.NoNoticeNeedsAReason && fault != Refusals.NoticeNotInTheFuture
            && fault != Refusals.EndNotInThePast && fault != Refusals.EndNotBeforeStart;
        return open.Contains(fault.Field)
            || (isAboutTheIncident && open.Contains(RegistrationFields.IncidentDate))
            || (fault == Refusals.EndNotBeforeStart && open.Contains(RegistrationFields.FirstDay))
            || (fault == Refusals.BanNeedsEarlierWarningOrReportedCrime
                && (open.Contains(RegistrationFields.Crime) || open.Contains(RegistrationFields.CrimeReported) || open.Contains(RegistrationFields.IncidentDate)));
    }

    private static RegistrationInput PassOver(RegistrationInput input, HashSet<string> open, DateOnly today)
    {
        var day = today.ToString("O", CultureInfo.InvariantCulture);
        return new RegistrationInput
        {
            Kind = Or(RegistrationFields.Kind, input.Kind, "waarschuwing"),
            Person = open.Any(field => field.StartsWith(RegistrationFields.Person, StringComparison.Ordinal)) ? AnAdult : input.Person,
            FirstDay = Or(RegistrationFields.FirstDay, input.FirstDay, day),
            LastDay = Or(RegistrationFields.LastDay, input.LastDay, day),
            FileReference = Or(RegistrationFields.FileReference, input.FileReference, "-"),
            IncidentDate = Or(RegistrationFields.IncidentDate, input.IncidentDate, day),
            Crime = input.Crime ?? false,
            CrimeReported = input.CrimeReported ?? false,
            EvidenceInFile = input.EvidenceInFile ?? true,
            Weighing = Or(RegistrationFields.Weighing, input.Weighing, "-"),
            WeighingOfAge = Or(RegistrationFields.WeighingOfAge, input.WeighingOfAge, "-"),
            NoticeKind = Or(RegistrationFields.NoticeKind, input.NoticeKind, "onmogelijk"),
            NoticeDate = open.Contains(RegistrationFields.NoticeDate) ? null : input.NoticeDate,
            NoticeReason = open.Contains(RegistrationFields.NoticeReason) || open.Contains(RegistrationFields.NoticeKind) ? "-" : input.NoticeReason,
            RemindOn = open.Contains(RegistrationFields.RemindOn) ? null : input.RemindOn,
        };

        string? Or(string field, string? typed, string other) => open.Contains(field) ? other : typed;
    }

    private static PersonInput AnAdult => new() { Surname = "X", FirstNames = "X", BirthDate = "1950-01-01" };
}
