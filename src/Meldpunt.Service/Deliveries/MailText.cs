using System.Globalization;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Messages;

namespace Meldpunt.Service.Deliveries;

/// <summary>
/// A mail: a kind, a reference, a sentence and a link. Nothing of a visitor, nothing that somebody typed. It is all ASCII, and the same at every try, so that a mail that came twice can be
/// seen to be one.
/// </summary>
internal static class MailText
{
    private const string LineEnd = "\r\n";

    // RFC 5322, 2.1.1.
    private const int MaxLine = 998;

    /// <summary>The whole mail, header and text, each line with its end.</summary>
    public static string Write(string sender, OpenChannel channel, Delivery delivery, Uri link)
    {
        var domain = sender[(sender.LastIndexOf('@') + 1)..];
        string[] lines =
        [
            "Date: " + delivery.MadeAt.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture),
            $"From: Meldpunt <{sender}>",
            $"To: <{channel.Address}>",
            "Subject: " + string.Join(' ', new[] { "Meldpunt:", Words(delivery.Kind).Subject, delivery.Reference }.OfType<string>()),
            $"Message-ID: <{delivery.MessageId}.{channel.Channel.Id}@{domain}>",
            "Auto-Submitted: auto-generated",
            "X-Auto-Response-Suppress: All",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=us-ascii",
            "Content-Transfer-Encoding: 7bit",
            string.Empty,
            Words(delivery.Kind).Sentence,
            link.AbsoluteUri,
            string.Empty,
            "Dit bericht is door Meldpunt gemaakt. Antwoorden leest niemand.",
        ];
        return lines.All(IsPlain) ? string.Join(LineEnd, lines) + LineEnd : throw new InvalidOperationException("A line of a mail is not plain.");
    }

    /// <summary>True for a line that cannot be two.</summary>
    public static bool IsPlain(string line) => line.Length <= MaxLine && line.All(letter => letter is >= ' ' and <= '~');

    private static (string Subject, string Sentence) Words(MessageKind kind) => kind switch
    {
        MessageKind.Match => ("match", "Een bezoeker aan een poort gaf een match. Open de zaak om te zien wie belt."),
        MessageKind.Reminder => ("herinnering", "Een zaak wacht op uw afdeling. Open de zaak om te zien wat er nog moet gebeuren."),
        MessageKind.Escalation => ("wacht te lang", "Een zaak wacht te lang op een afdeling. Open Meldpunt om te zien welke."),
        MessageKind.Call => ("raadpleging", "De andere afdeling legde vast dat zij u belde. Open de zaak om dat te bevestigen."),
        MessageKind.Advice => ("advies", "De andere afdeling gaf haar poort een advies. Open de zaak om het te lezen."),
        MessageKind.Confirmation => ("bevestiging", "De afdeling van de bron bevestigde het gesprek. Open de zaak om het te zien."),
        MessageKind.Dispute => ("betwisting", "De afdeling van de bron zegt dat zij niet is gebeld. Open Meldpunt om te zien om welke zaak het gaat."),
        MessageKind.Lapse => ("vervallen", "Een zaak is vervallen: de registratie is er niet meer. U hoeft niet te bellen."),
        MessageKind.EntryChanged => ("registratie gewijzigd", "Een registratie waarmee bij u een match was, is gewijzigd. Open Meldpunt om te zien wat er veranderde."),
        MessageKind.Trial => ("proefbericht", "Dit is een proefbericht. Dit kanaal werkt."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, $"No words for {FollowUpTerms.Of(kind)}."),
    };
}
