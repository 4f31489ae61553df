using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Register;

/// <summary>
/// What the protocol refuses, each refusal named by its rule. The codes are part of the interface: pages and tests go by them, not by the words.
/// </summary>
public static class Refusals
{
    /// <summary>Article 5.2.1: a ban rests on an earlier warning within twelve months, of any participant, or on a crime reported to the police.</summary>
    public static Fault BanNeedsEarlierWarningOrReportedCrime { get; } = new(
        RegistrationFields.Kind,
        "toegangsverbod-zonder-grond",
        "Een toegangsverbod kan alleen na een eerdere waarschuwing binnen twaalf maanden (van welke deelnemer ook) of bij een strafbaar feit waarvan aangifte is gedaan.",
        IsConflict: true);

    /// <summary>Article 5.2.2: there is enough evidence and it is kept in the file.</summary>
    public static Fault EvidenceMustBeInTheFile { get; } = new(
        RegistrationFields.EvidenceInFile,
        "geen-bewijs",
        "Zonder bewijs in het dossier kan niemand worden geregistreerd.");

    /// <summary>Articles 5.2.4 and 9.1: the person has been told, on a known day.</summary>
    public static Fault NoticeNeedsItsDate { get; } = new(
        RegistrationFields.NoticeDate,
        "mededeling-zonder-datum",
        "Vul in op welke datum de persoon is ingelicht.");

    /// <summary>Article 9.1: telling the person may only be left out for a reason.</summary>
    public static Fault NoNoticeNeedsAReason { get; } = new(
        RegistrationFields.NoticeReason,
        "geen-mededeling-zonder-reden",
        "De persoon moet worden ingelicht. Kan dat (nog) niet, schrijf dan waarom.");

    /// <summary>Article 5.5: at most twelve months after the last incident the entry is gone.</summary>
    public static Fault EndsWithinTwelveMonthsOfIncident { get; } = new(
        RegistrationFields.LastDay,
        "langer-dan-twaalf-maanden",
        "De einddatum mag hoogstens twaalf maanden na het incident liggen.");

    public static Fault EndNotBeforeStart { get; } = new(
        RegistrationFields.LastDay, "einde-voor-begin", "De einddatum ligt voor de ingangsdatum.");

    /// <summary>Article 5.5: an entry that is over must be erased, so it cannot be made.</summary>
    public static Fault EndNotInThePast { get; } = new(
        RegistrationFields.LastDay, "al-voorbij", "De einddatum is al voorbij; deze registratie zou meteen weer weg moeten.");

    public static Fault StartNotBeforeIncident { get; } = new(
        RegistrationFields.FirstDay, "begin-voor-incident", "De ingangsdatum ligt voor het incident.");

    public static Fault IncidentNotInTheFuture { get; } = new(
        RegistrationFields.IncidentDate, "toekomst", "De datum van het incident ligt in de toekomst.");

    public static Fault NoticeNotInTheFuture { get; } = new(
        RegistrationFields.NoticeDate, "toekomst", "De datum van de mededeling ligt in de toekomst.");

    /// <summary>Nobody can be told of a registration before what it is about.</summary>
    public static Fault NoticeNotBeforeIncident { get; } = new(
        RegistrationFields.NoticeDate, "mededeling-voor-incident", "De datum van de mededeling ligt voor het incident.");

    /// <summary>A person who was born after the incident cannot have caused it.</summary>
    public static Fault BornBeforeTheIncident { get; } = new(
        RegistrationFields.Person + "." + PersonFields.BirthDate, "geboren-na-incident", "De persoon is geboren na het incident.");
}
