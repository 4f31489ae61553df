using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Register;

/// <summary>The rules of protocol articles 5.2, 5.5 and 9.1 over one registration. Pure: the same in, the same out.</summary>
public static class RegistrationRules
{
    /// <summary>Article 5.5 and the ladder of article 5.2: the term that everything turns on.</summary>
    public const int TermMonths = 12;

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

    // Somebody can type a day of which the calendar of this platform has no day twelve months later.
    private static DateOnly EndOfTerm(DateOnly day) =>
        day > DateOnly.MaxValue.AddMonths(-TermMonths) ? DateOnly.MaxValue : day.AddMonths(TermMonths);

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
    }

    private static IEnumerable<Fault> Notice(Registration registration, DateOnly today)
    {
        var wasTold = registration.Notice is NoticeKind.HandedOver or NoticeKind.Post;
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
    }
}
