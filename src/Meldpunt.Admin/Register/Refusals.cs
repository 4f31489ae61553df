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

    /// <summary>Article 5.2.3: why somebody who may have been under 18 is registered all the same is written down.</summary>
    public static Fault AgeMustBeWeighed { get; } = new(
        RegistrationFields.WeighingOfAge,
        "leeftijd-zonder-afweging",
        "De persoon was bij het incident misschien nog geen 18. Schrijf waarom registreren dan toch nodig en redelijk is.");

    /// <summary>One person has one ban; what happens after it belongs to that.</summary>
    public static Fault OneBanForOnePerson { get; } = new(
        RegistrationFields.Kind,
        "al-een-toegangsverbod",
        "Voor deze persoon is er al een toegangsverbod. Voeg het incident daaraan toe. Gaat het om iemand anders, noem die registratie dan in "
        + RegistrationFields.OtherPersonThan + ".",
        IsConflict: true);

    /// <summary>The same after a correction: the details as they would become are those of somebody who is banned already.</summary>
    public static Fault CorrectedIsBannedAlready { get; } = new(
        string.Empty,
        "al-een-toegangsverbod",
        "Voor de persoon met deze gegevens is er al een ander toegangsverbod. Trek een van beide in, of kijk de gegevens na.",
        IsConflict: true);

    /// <summary>A correction puts the details of a person right; it makes nobody else of them, because that would pass by the criteria and the second officer.</summary>
    public static Fault CorrectedIsAnother { get; } = new(
        string.Empty,
        "ander-persoon",
        "Met deze gegevens is het iemand anders. Trek deze registratie in en registreer de juiste persoon opnieuw.",
        IsConflict: true);

    /// <summary>Four eyes after a correction: nobody confirms what they wrote themselves.</summary>
    public static Fault ConfirmedByAnotherThanCorrected { get; } = new(
        string.Empty,
        "zelfde-medewerker",
        "U verbeterde dit als laatste. Een andere medewerker van de beveiliging bevestigt het.",
        IsConflict: true);

    /// <summary>Four eyes: whoever gave somebody a code could have used it, so that account confirms nothing that they wrote.</summary>
    public static Fault ConfirmedByInvited { get; } = new(
        string.Empty,
        "uitgenodigd-door-melder",
        "U bent uitgenodigd of hersteld door wie dit registreerde of verbeterde. Een andere medewerker van de beveiliging bevestigt het.",
        IsConflict: true);

    /// <summary>Four eyes: nobody confirms what they registered themselves.</summary>
    public static Fault ConfirmedByAnother { get; } = new(
        string.Empty,
        "zelfde-medewerker",
        "U registreerde dit zelf. Een andere medewerker van de beveiliging bevestigt het.",
        IsConflict: true);

    /// <summary>Trespass is on a ban: a warning keeps nobody out.</summary>
    public static Fault TrespassIsOnABan { get; } = new(
        RegistrationFields.IncidentKind,
        "huisvredebreuk-zonder-verbod",
        "Huisvredebreuk kan alleen bij een toegangsverbod worden geregistreerd.",
        IsConflict: true);

    /// <summary>Nobody trespasses before the ban begins.</summary>
    public static Fault TrespassNotBeforeBan { get; } = new(
        RegistrationFields.IncidentDay, "huisvredebreuk-voor-verbod", "Deze dag ligt voor de ingangsdatum van het toegangsverbod.");

    /// <summary>Article 5.2 k: of another participant's ban only a trespass is recorded here.</summary>
    public static Fault OnlyTrespassOnAnothersBan { get; } = new(
        RegistrationFields.IncidentKind,
        "alleen-huisvredebreuk",
        "Aan een toegangsverbod van een andere deelnemer kunt u alleen huisvredebreuk toevoegen.");

    public static Fault AddedIncidentNotInTheFuture { get; } = new(
        RegistrationFields.IncidentDay, "toekomst", "De datum van het incident ligt in de toekomst.");

    /// <summary>A person who was born after the incident cannot have caused it.</summary>
    public static Fault AddedIncidentBeforeBirth { get; } = new(
        RegistrationFields.IncidentDay, "incident-voor-geboorte", "Deze dag ligt voor de geboorte van de persoon.");

    /// <summary>What lies longer before the first incident than an entry lasts has nothing to do with it.</summary>
    public static Fault AddedIncidentTooLongAgo { get; } = new(
        RegistrationFields.IncidentDay, "incident-te-lang-geleden", "Deze dag ligt meer dan twaalf maanden voor het incident waarvoor is geregistreerd.");

    /// <summary>A new incident never makes the term shorter.</summary>
    public static Fault EndNotEarlierThanItWas { get; } = new(
        RegistrationFields.LastDay, "einde-eerder", "De einddatum mag door een nieuw incident niet eerder worden dan hij was.");

    /// <summary>A bound on what hangs on one entry.</summary>
    public static Fault TooManyIncidents { get; } = new(
        string.Empty, "te-veel-incidenten", "Deze registratie heeft al het grootste aantal incidenten.", IsConflict: true);

    /// <summary>Article 9.1: what is put off has a day on which somebody looks again.</summary>
    public static Fault DeferralNeedsAReminder { get; } = new(
        RegistrationFields.NoticeRemindOn, "uitstel-zonder-herinnering", "Kies op welke dag u hieraan herinnerd wilt worden.");

    /// <summary>Only what was put off is remembered.</summary>
    public static Fault ReminderOnlyWithDeferral(string field) => new(
        field, "herinnering-zonder-uitstel", "Een herinnering kan alleen als de mededeling is uitgesteld.");

    /// <summary>A reminder comes while the entry runs.</summary>
    public static Fault ReminderWhileItRuns(string field) => new(
        field, "herinnering-buiten-termijn", "De herinnering ligt na vandaag en niet na de einddatum van de registratie.");

    /// <summary>A key that makes an entry once is used with one body.</summary>
    public static Fault KeyForAnotherBody { get; } = new(
        IdempotencyKeys.Header, "sleutel-hergebruikt", "Deze sleutel is al gebruikt voor een andere registratie. Neem een nieuwe.");

    public static Fault KeyIsUnusable { get; } = new(
        IdempotencyKeys.Header, "sleutel", $"De sleutel heeft 1 tot {IdempotencyKeys.MaxLength} zichtbare ASCII-tekens.");

    /// <summary>An act that is not allowed in the state the entry is in; in words that say which, and what can be done.</summary>
    public static Fault StateDoesNotAllow(EntryAct act, EntryState state)
    {
        var possible = EntryRules.Possible(state).Select(EntryTerms.Of).ToList();
        var instead = possible.Count == 0 ? "Er kan niets meer mee." : $"Wel mogelijk: {string.Join(", ", possible)}.";
        return new Fault(
            string.Empty,
            "toestand-past-niet",
            $"De toestand van deze registratie is {EntryTerms.Of(state)}; {EntryTerms.Of(act)} kan dan niet. {instead}",
            IsConflict: true);
    }
}
