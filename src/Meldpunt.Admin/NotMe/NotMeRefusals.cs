using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.NotMe;

/// <summary>Why no mark is made or removed, by its rule. The codes are part of the interface.</summary>
public static class NotMeRefusals
{
    /// <summary>A mark is for the visitor, and nobody makes one against their will.</summary>
    public static Fault NoConsent { get; } = new(
        NotMeTerms.Consent, "instemming", "Maak alleen een merkteken als de bezoeker dat wil: zet instemming op true.");

    /// <summary>Only the desk of the gate where the visitor stood knows them.</summary>
    public static Fault IsOfTheAsker { get; } = Conflict(
        "merkteken-van-bevrager", "De afdeling van de poort die toetste maakt het merkteken. Uw afdeling is hier de bron.");

    public static Fault NotAnother { get; } = Conflict(
        "niet-anders-bevonden", "Leg eerst vast dat het om een andere persoon gaat.");

    public static Fault IsThere { get; } = Conflict("merkteken-is-er", "Deze zaak heeft al een merkteken.");

    public static Fault IsNotThere { get; } = Conflict("geen-merkteken", "Deze zaak heeft geen merkteken.");

    /// <summary>Of an own entry there is no other desk; the second pair of eyes is another officer.</summary>
    public static Fault AnotherOfficer { get; } = Conflict(
        "andere-officier", "Dit is een registratie van uw eigen garage. Een andere officier dan wie de uitkomst vastlegde maakt het merkteken, en niet iemand die door die officier is uitgenodigd.");

    /// <summary>Nobody makes a mark for another than the one who stood there.</summary>
    public static Fault AnotherThanAsked { get; } = Conflict(
        "ander-dan-getoetst", "Dit is niet de persoon die aan de poort is getoetst. Typ naam en geboortedatum precies zoals daar; na een scan zoals in de regels onderaan het document.");

    /// <summary>What tells two people apart at the desk must tell them apart at a gate.</summary>
    public static Fault CannotTell { get; } = Conflict(
        "niet-te-onderscheiden", "Aan een poort zijn deze twee niet te onderscheiden. Naam en geboortedatum lijken te veel op elkaar: dan moet van beiden de geboorteplaats bekend zijn en die moet verschillen. Zonder voornaam kan het niet.");

    /// <summary>What was judged is not what is registered now.</summary>
    public static Fault Corrected { get; } = Conflict(
        "registratie-gecorrigeerd", "De registratie is na deze match gecorrigeerd. Krijgt de bezoeker weer een match, dan komt er een nieuwe zaak; maak het merkteken daarop.");

    public static Fault EntryIsGone { get; } = Conflict("registratie-weg", "De registratie is er niet meer; de bezoeker krijgt er geen match meer door.");

    public static Fault TooMany { get; } = Conflict("te-veel-merktekens", $"Deze registratie heeft al {NotMeDesk.MaxPerEntry} merktekens. Vraag de bron of zij wel klopt.");

    /// <summary>What is refused tells something, so it is not tried for ever.</summary>
    public static Fault TooOften { get; } = Conflict("te-vaak-geprobeerd", "Dit is voor deze zaak te vaak geprobeerd. Wacht een uur.");

    /// <summary>Making a mark tells something, too.</summary>
    public static Fault MadeTooOften { get; } = Conflict(
        "te-vaak-gemaakt", "Voor deze zaak is al twee keer een merkteken gemaakt. Krijgt de bezoeker weer een match, maak het dan op die zaak.");

    private static Fault Conflict(string code, string message) => new(string.Empty, code, message, IsConflict: true);
}
