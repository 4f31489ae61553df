using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Register;

/// <summary>The rules of protocol articles 5.2, 5.5 and 9.1 over one registration. Pure: the same in, the same out.</summary>
public static class RegistrationRules
{
    /// <summary>Article 5.5 and the ladder of article 5.2: the term that everything turns on.</summary>
    public const int TermMonths = 12;

    /// <summary>Younger than this at the incident, and somebody looks a second time.</summary>
    public const int AdultYears = 18;

    /// <summary>Every rule that the registration breaks; none means that it may be made.</summary>
    /// <param name="registration">What is to be registered.</param>
    /// <param name="today">The day it is in the Netherlands.</param>
    /// <param name="hasEarlierWarning">Whether a warning of any participant runs of which <see cref="CountsAsEarlier"/> holds.</param>
    public static IEnumerable<Fault> Broken(Registration registration, DateOnly today, bool hasEarlierWarning)
    {
        ArgumentNullException.ThrowIfNull(registration);
        return Dates(registration, today).Concat(Grounds(registration, hasEarlierWarning)).Concat(Notice(registration, today));
    }

    /// <summary>True when an incident falls within twelve months after a warning was given: the second step of the ladder.</summary>
    public static bool CountsAsEarlier(DateOnly warningGivenOn, DateOnly incident) =>
        warningGivenOn <= incident && incident <= EndOfTerm(warningGivenOn);

    /// <summary>True when somebody of this birth date, or of any that it can stand for, was not 18 yet on the day of the incident.</summary>
    public static bool MayHaveBeenMinor(BirthDate birthDate, DateOnly incident)
    {
        var month = birthDate.Month == 0 ? new DateOnly(birthDate.Year, 12, 1) : new DateOnly(birthDate.Year, birthDate.Month, 1);
        var latest = birthDate.Day == 0 ? new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month)) : birthDate.Earliest;
        return latest.AddYears(AdultYears) > incident;
    }

    /// <summary>
    /// True for a running warning, about another incident, that the incident of this registration follows within twelve months. One that waits for
    /// confirmation or is restricted does not count, as it does not at a gate.
    /// </summary>
    /// <param name="entry">What is known of the person.</param>
    /// <param name="registration">What is to be registered.</param>
    /// <param name="participantId">Who registers.</param>
    public static bool IsEarlierWarning(Entry entry, Registration registration, OpaqueId participantId)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(registration);
        return entry is { Kind: EntryKind.Warning, State: EntryState.Active }
            && CountsAsEarlier(entry.FirstDay, registration.IncidentDate)
            && !IsSameIncident(entry, registration, participantId);
    }

    /// <summary>What the ladder makes of what is known of a person.</summary>
    /// <param name="known">What the desk may see.</param>
    /// <param name="incident">The day of the new incident.</param>
    public static LadderAdvice Advise(IReadOnlyCollection<KnownEntry> known, DateOnly incident)
    {
        if (known.Any(entry => entry.Kind == EntryKind.Ban))
        {
            return LadderAdvice.Incident;
        }

        var counts = known.Any(entry => entry.State is null or EntryState.Active && CountsAsEarlier(entry.FirstDay, incident));
        return counts ? LadderAdvice.Ban : LadderAdvice.Warning;
    }

    /// <summary>True for a way of telling by which the person has been told.</summary>
    public static bool IsTold(NoticeKind notice) => notice is NoticeKind.HandedOver or NoticeKind.Post or NoticeKind.Email;

    /// <summary>What is wrong with a reminder: it is of something put off, and comes while the entry runs.</summary>
    internal static IEnumerable<Fault> Reminder(NoticeKind notice, DateOnly remindOn, DateOnly today, DateOnly lastDay, string field)
    {
        if (notice != NoticeKind.Deferred)
        {
            yield return Refusals.ReminderOnlyWithDeferral(field);
        }
        else if (remindOn <= today || remindOn > lastDay)
        {
            yield return Refusals.ReminderWhileItRuns(field);
        }
    }

    /// <summary>Article 5.5: the last day that an entry may have after an incident.</summary>
    // Somebody can type a day of which the calendar of this platform has no day twelve months later.
    public static DateOnly EndOfTerm(DateOnly day) =>
        day > DateOnly.MaxValue.AddMonths(-TermMonths) ? DateOnly.MaxValue : day.AddMonths(TermMonths);

    /// <summary>The first day of an incident that may be added to an entry that was made for an incident on this day.</summary>
    internal static DateOnly EarliestLater(DateOnly first) =>
        first < DateOnly.MinValue.AddMonths(TermMonths) ? DateOnly.MinValue : first.AddMonths(-TermMonths);

    // One incident is one step of the ladder. Two on one day are told apart by their files.
    private static bool IsSameIncident(Entry warning, Registration registration, OpaqueId participantId) =>
        warning.ParticipantId == participantId
        && warning.Incidents
            .Select(incident => (Day: incident.HappenedOn, File: incident.FileReference))
            .Append((Day: warning.LastIncidentOn, File: warning.FileReference))
            .Any(incident => incident.Day == registration.IncidentDate
                && string.Equals(incident.File, registration.FileReference, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<Fault> Dates(Registration registration, DateOnly today)
    {
        if (registration.IncidentDate > today)
        {
            yield return Refusals.IncidentNotInTheFuture;
        }

        if (registration.FirstDay < registration.IncidentDate)
        {
            yield return Refusals.StartNotBeforeIncident;
        }

        if (registration.LastDay < registration.FirstDay)
        {
            yield return Refusals.EndNotBeforeStart;
        }

        if (registration.LastDay > EndOfTerm(registration.IncidentDate))
        {
            yield return Refusals.EndsWithinTwelveMonthsOfIncident;
        }

        if (registration.LastDay < today)
        {
            yield return Refusals.EndNotInThePast;
        }

        if (registration.Person.BirthDate.Earliest > registration.IncidentDate)
        {
            yield return Refusals.BornBeforeTheIncident;
        }
    }

    private static IEnumerable<Fault> Grounds(Registration registration, bool hasEarlierWarning)
    {
        if (registration.NeedsEarlierWarning && !hasEarlierWarning)
        {
            yield return Refusals.BanNeedsEarlierWarningOrReportedCrime;
        }

        if (!registration.EvidenceInFile)
        {
            yield return Refusals.EvidenceMustBeInTheFile;
        }

        if (registration is { MayHaveBeenMinor: true, WeighingOfAge: null })
        {
            yield return Refusals.AgeMustBeWeighed;
        }
    }

    private static IEnumerable<Fault> Notice(Registration registration, DateOnly today)
    {
        var wasTold = IsTold(registration.Notice);
        if (wasTold && registration.NoticeDate is null)
        {
            yield return Refusals.NoticeNeedsItsDate;
        }

        if (!wasTold && registration.NoticeReason is null)
        {
            yield return Refusals.NoNoticeNeedsAReason;
        }

        if (registration.NoticeDate > today)
        {
            yield return Refusals.NoticeNotInTheFuture;
        }

        if (registration.NoticeDate < registration.IncidentDate)
        {
            yield return Refusals.NoticeNotBeforeIncident;
        }

        if (registration.RemindOn is { } remindOn)
        {
            foreach (var fault in Reminder(registration.Notice, remindOn, today, registration.LastDay, RegistrationFields.RemindOn))
            {
                yield return fault;
            }
        }
    }
}
