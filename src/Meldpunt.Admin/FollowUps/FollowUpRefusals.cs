using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.FollowUps;

/// <summary>What is refused of a case, by its rule. The codes are part of the interface.</summary>
public static class FollowUpRefusals
{
    /// <summary>A case that ended stays as it is.</summary>
    public static Fault Ended { get; } = new(
        string.Empty, "zaak-gesloten", "Deze zaak is gesloten of vervallen; er kan niets meer bij.", IsConflict: true);

    /// <summary>Article 5.3: the advice rests on what the other desk said. Without an answer there it may be given after a try.</summary>
    public static Fault CallFirst { get; } = new(
        FollowUpFields.Advice, "eerst-bellen", "Bel eerst de veiligheidsafdeling van de bron. Neemt niemand op, leg dat dan vast; daarna kunt u adviseren.", IsConflict: true);

    /// <summary>Whether the other desk was called is for that desk to say, and that nobody answered for the one that called.</summary>
    public static Fault ResultIsOfTheAsker { get; } = new(
        FollowUpFields.Result, "resultaat-van-bevrager", "Uw afdeling is hier de bron: kies gesproken of nietGesproken.");

    public static Fault ResultIsOfTheSource { get; } = new(
        FollowUpFields.Result, "resultaat-van-bron", "Uw afdeling is hier de bevrager: kies gesproken of geenGehoor.");

    /// <summary>Who did not speak found nothing out; two desks that say somebody else decide about a mark.</summary>
    public static Fault NoOutcomeWithoutCall { get; } = new(
        FollowUpFields.Outcome, "uitkomst-zonder-gesprek", "Bij nietGesproken hoort geen uitkomst.");

    /// <summary>Only the desk of the gate that asked advises it.</summary>
    public static Fault AdviceIsOfTheAsker { get; } = new(
        string.Empty, "advies-van-bevrager", "De afdeling van de poort die toetste geeft het advies. Uw afdeling is hier de bron.", IsConflict: true);

    /// <summary>Conditions belong to the advice that has them.</summary>
    public static Fault NoConditions { get; } = new(
        FollowUpFields.Conditions, "voorwaarden-zonder-advies", "Voorwaarden horen alleen bij het advies voorwaarden.");
}
