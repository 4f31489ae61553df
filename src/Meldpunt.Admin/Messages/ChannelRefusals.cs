using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Messages;

/// <summary>What is refused of a channel, by its rule. The codes are part of the interface.</summary>
public static class ChannelRefusals
{
    public static Fault NoMailAddress { get; } = new(
        ChannelTerms.Address, "mailadres", "Schrijf een e-mailadres, zoals meldkamer@voorbeeld.nl: letters, cijfers en . _ + - voor het apenstaartje, zonder naam erbij.");

    public static Fault NoWebAddress { get; } = new(
        ChannelTerms.Address, "webadres", "Schrijf een volledig webadres, zoals https://meldkamer.voorbeeld.nl/meldpunt: zonder naam of wachtwoord en zonder #.");

    /// <summary>What is signed may be read by anybody on the way, and who is told of a match is nobody's business.</summary>
    public static Fault NotSecure { get; } = new(
        ChannelTerms.Address, "zonder-tls", "Een webhook gaat alleen naar https. Naar http mag het alleen in een netwerk dat de beheerder van Meldpunt toestaat.");

    public static Fault NotAllowed { get; } = new(
        ChannelTerms.Address, "netwerk", "Naar dit netwerk mag Meldpunt niets sturen. De beheerder van Meldpunt kan het toestaan (--webhook-netwerk).");

    public static Fault NoHours { get; } = new(
        ChannelTerms.Hours, "uren", "Schrijf uren zo: ma-vr 07:00-23:30;za-zo 09:00-02:00. Laat het leeg voor altijd.");

    public static Fault LabelTaken { get; } = new(
        ChannelTerms.Label, "kanaal-dubbel", "Er is al een kanaal met deze naam.", IsConflict: true);

    public static Fault TooMany { get; } = new(
        string.Empty, "kanaal-vol", $"U heeft al {ChannelTerms.MaxChannels} kanalen. Beëindig er eerst een.", IsConflict: true);

    public static Fault Ended { get; } = new(
        string.Empty, "kanaal-beeindigd", "Dit kanaal is beëindigd. Voeg een nieuw kanaal toe.", IsConflict: true);

    public static Fault IsOff { get; } = new(
        string.Empty, "kanaal-uit", "Dit kanaal staat uit. Zet het eerst weer aan.", IsConflict: true);

    public static Fault IsOn { get; } = new(
        string.Empty, "kanaal-aan", "Dit kanaal staat al aan.", IsConflict: true);

    public static Fault HasNoSecret { get; } = new(
        string.Empty, "geen-geheim", "Alleen een webhook heeft een geheim.", IsConflict: true);

    /// <summary>A third secret within the day would end the first before its time.</summary>
    public static Fault StillOverlaps { get; } = new(
        string.Empty, "geheim-pas-gewisseld", "Het vorige geheim geldt nog; wissel pas weer als die 24 uur voorbij zijn. Is een geheim uitgelekt, beëindig dan dit kanaal en voeg een nieuw toe.", IsConflict: true);

    public static Fault TrialWaits { get; } = new(
        string.Empty, "proef-wacht", "Er wacht nog een proefbericht op dit kanaal, of er ging er net een weg.", IsConflict: true);

    public static Fault NotGivenUp { get; } = new(
        string.Empty, "niet-opgegeven", "Alleen een bericht dat is opgegeven kan opnieuw worden verstuurd.", IsConflict: true);
}
