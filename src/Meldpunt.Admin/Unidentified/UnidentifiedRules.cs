using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;

namespace Meldpunt.Admin.Unidentified;

/// <summary>The rules of protocol articles 5.2.2, 5.3 and 5.5 over one unidentified person. Pure: the same in, the same out.</summary>
public static class UnidentifiedRules
{
    /// <summary>Article 5.5: at most twelve months after the incident it is gone.</summary>
    public static Fault EndsWithinTwelveMonthsOfIncident { get; } = new(
        UnidentifiedFields.LastDay, "langer-dan-twaalf-maanden", "De einddatum mag hoogstens twaalf maanden na het incident liggen.");

    public static Fault EndNotBeforeIncident { get; } = new(
        UnidentifiedFields.LastDay, "einde-voor-incident", "De einddatum ligt voor het incident.");

    /// <summary>Article 5.5: what is over must be erased, so it cannot be made.</summary>
    public static Fault EndNotInThePast { get; } = new(
        UnidentifiedFields.LastDay, "al-voorbij", "De einddatum is al voorbij; dit zou meteen weer weg moeten.");

    public static Fault IncidentNotInTheFuture { get; } = new(
        UnidentifiedFields.IncidentDate, "toekomst", "Het incident ligt in de toekomst.");

    /// <summary>Article 5.2.2: there is enough evidence and it is kept in the file.</summary>
    public static Fault EvidenceMustBeInTheFile { get; } = new(
        UnidentifiedFields.EvidenceInFile, "geen-bewijs", "Zonder bewijs in het dossier kan niemand worden vastgelegd.");

    /// <summary>A bound on what one participant puts into the store that all share; one that was withdrawn or is over does not count.</summary>
    public const int MaxOfOneParticipant = 200;

    public static Fault TooManyOfOneParticipant { get; } = new(
        UnidentifiedFields.Description,
        "te-veel-onbekenden",
        "Er staan al 200 onbekende personen van uw garage, en meer kan niet. Trek er eerst een in die niet meer nodig is.",
        IsConflict: true);

    /// <summary>Every rule that is broken; none means that it may be made.</summary>
    internal static IEnumerable<Fault> Broken(UnidentifiedDetails details, DateTimeOffset now)
    {
        var today = DutchCalendar.DayOf(now);
        if (details.IncidentDate > today || (details.IncidentDate == today && details.TimeOfDay > TimeOnly.FromDateTime(DutchCalendar.ToLocal(now).DateTime)))
        {
            yield return IncidentNotInTheFuture;
        }

        if (details.LastDay < details.IncidentDate)
        {
            yield return EndNotBeforeIncident;
        }

        if (details.LastDay > LatestEnd(details.IncidentDate))
        {
            yield return EndsWithinTwelveMonthsOfIncident;
        }

        if (details.LastDay < today)
        {
            yield return EndNotInThePast;
        }

        if (!details.EvidenceInFile)
        {
            yield return EvidenceMustBeInTheFile;
        }
    }

    // Somebody can type a day of which the calendar of this platform has no day twelve months later.
    private static DateOnly LatestEnd(DateOnly incident) => incident > DateOnly.MaxValue.AddMonths(-RegistrationRules.TermMonths)
        ? DateOnly.MaxValue
        : incident.AddMonths(RegistrationRules.TermMonths);
}
