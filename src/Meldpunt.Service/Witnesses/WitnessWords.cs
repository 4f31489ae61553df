using System.Globalization;
using System.Text;

namespace Meldpunt.Service.Witnesses;

/// <summary>What a witness says, in Dutch, for somebody who runs a garage and not a computer.</summary>
internal static class WitnessWords
{
    private const string WhomToCall =
        "Wat te doen: gooi niets weg en zet niets terug. Bel vandaag de toezichthouder van het samenwerkingsverband en minstens één andere deelnemer, en niet alleen "
        + "de beheerder van het Meldpunt. Vraag de andere deelnemers wat hun getuige zegt. Zie docs/operations.md, 'Getuigen'.";

    /// <summary>One word for an outcome.</summary>
    public static string Of(WitnessOutcome outcome) => outcome switch
    {
        WitnessOutcome.First => "eerste",
        WitnessOutcome.Unchanged => "ongewijzigd",
        WitnessOutcome.Grown => "gegroeid",
        WitnessOutcome.Forked => "gespleten",
        WitnessOutcome.Shrunk => "gekrompen",
        WitnessOutcome.OtherKey => "andere-sleutel",
        WitnessOutcome.OtherOrigin => "ander-logboek",
        WitnessOutcome.Unproven => "onbewezen",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An outcome without a word."),
    };

    /// <summary>What happened and what to do.</summary>
    public static string Tell(WitnessReport report, bool withEvidence)
    {
        var text = new StringBuilder(report.IsAlarm ? "ALARM. " : string.Empty).Append(Happened(report));
        if (!report.IsAlarm)
        {
            return text.Append(Delivered(report)).ToString();
        }

        if (withEvidence && report.Evidence is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $" Wat er was en wat er kwam, staat in {report.Evidence}.");
        }

        return text.Append(' ').Append(WhomToCall).ToString();
    }

    private static string Happened(WitnessReport report) => report.Outcome switch
    {
        WitnessOutcome.First => string.Create(
            CultureInfo.InvariantCulture, $"Het logboek {report.Origin} heeft {report.Size} bevragingen. Dit is het eerste zegel dat deze getuige bewaart."),
        WitnessOutcome.Unchanged => string.Create(CultureInfo.InvariantCulture, $"Het logboek {report.Origin} heeft nog steeds {report.Size} bevragingen en is niet veranderd."),
        WitnessOutcome.Grown => string.Create(
            CultureInfo.InvariantCulture, $"Het logboek {report.Origin} groeide van {report.Before} naar {report.Size} bevragingen, en aan wat er stond is niets veranderd."),
        WitnessOutcome.Forked => string.Create(
            CultureInfo.InvariantCulture,
            $"Het logboek {report.Origin} is herschreven. Er is een ondertekend zegel over {report.Before} bevragingen, en nu een ondertekend zegel over {report.Size} bevragingen dat daar niet op voortbouwt. Er zijn dus bevragingen veranderd, weggelaten of tussengevoegd, of er worden twee logboeken bijgehouden."),
        WitnessOutcome.Shrunk => string.Create(
            CultureInfo.InvariantCulture,
            $"Het logboek {report.Origin} is korter geworden: er waren {report.Before} bevragingen verzegeld, en nu zijn het er {report.Size}. Er is een oude kopie teruggezet, of er is gewist."),
        WitnessOutcome.OtherKey =>
            $"Het zegel is niet ondertekend met de sleutel die deze getuige van het logboek {report.Origin} kent. Er is een andere sleutel, iemand doet zich voor als het Meldpunt, of dit is het adres van een ander Meldpunt.",
        WitnessOutcome.OtherOrigin => $"Onder de sleutel van het logboek {report.Origin} verscheen een zegel van een ander logboek.",
        WitnessOutcome.Unproven => string.Create(
            CultureInfo.InvariantCulture,
            $"Het logboek {report.Origin} zegt dat het van {report.Before} naar {report.Size} bevragingen groeide, maar de hashes die het daarbij geeft, passen niet bij zijn eigen zegel. Of er iets is veranderd, is zo niet na te gaan."),
        _ => throw new ArgumentOutOfRangeException(nameof(report), report.Outcome, "An outcome without words."),
    };

    private static string Delivered(WitnessReport report) => report.Delivery switch
    {
        null => " De handtekening van deze getuige kon niet worden afgeleverd; de volgende keer gaat er een nieuwe.",
        StatusCodes.Status204NoContent => " Het Meldpunt heeft de handtekening van deze getuige aangenomen.",
        StatusCodes.Status403Forbidden => $" Het Meldpunt kent deze getuige nog niet. Geef de beheerder deze sleutel: {report.WitnessKey}",
        StatusCodes.Status409Conflict => " Het Meldpunt zegt dat dit zegel niet bij zijn logboek past. Gebeurt dat nog eens, bel dan de toezichthouder.",
        _ => string.Create(CultureInfo.InvariantCulture, $" Het Meldpunt nam de handtekening van deze getuige niet aan (status {report.Delivery})."),
    };
}
