namespace Meldpunt.Admin.Messages;

/// <summary>What can become of one try, in fixed words: they stand in the store and in the interface, and pages have a sentence for each.</summary>
public static class DeliveryOutcomes
{
    public const string Delivered = "bezorgd";

    /// <summary>The other side answers with a number that is no success.</summary>
    public const string Refused = "antwoord";

    /// <summary>It sends us elsewhere; that is not followed.</summary>
    public const string Redirected = "doorverwezen";

    /// <summary>It says that it is gone for good: the channel is switched off.</summary>
    public const string Gone = "weg";

    /// <summary>It says that it is too busy now.</summary>
    public const string Busy = "druk";

    public const string NameUnknown = "naamOnbekend";
    public const string NoConnection = "geenVerbinding";
    public const string TooSlow = "teTraag";

    /// <summary>Its certificate is not of this name, ran out, or nobody known vouches for it.</summary>
    public const string Certificate = "certificaat";

    /// <summary>The name leads to a network that the operator does not allow.</summary>
    public const string NetworkNotAllowed = "netwerkNietToegestaan";

    /// <summary>The answer cannot be read.</summary>
    public const string Unreadable = "onleesbaar";

    /// <summary>The operator has no mail server set up.</summary>
    public const string NoMailServer = "geenMailserver";

    /// <summary>The mail server offers no encryption, or none that can be trusted.</summary>
    public const string NoEncryption = "geenVersleuteling";

    /// <summary>The mail server does not take our name and password.</summary>
    public const string SignInRefused = "aanmeldenGeweigerd";

    /// <summary>The mail server refuses this address for good.</summary>
    public const string AddressRefused = "adresGeweigerd";

    /// <summary>The mail server refuses, and may not later.</summary>
    public const string MailRefused = "mailGeweigerd";

    /// <summary>Address or secret of the channel cannot be opened any more: it has to be ended and added anew.</summary>
    public const string ChannelUnreadable = "kanaalOnleesbaar";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Delivered, Refused, Redirected, Gone, Busy, NameUnknown, NoConnection, TooSlow, Certificate, NetworkNotAllowed, Unreadable, NoMailServer, NoEncryption,
        SignInRefused, AddressRefused, MailRefused, ChannelUnreadable,
    ];
}
