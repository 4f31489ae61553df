using System.CommandLine;
using System.Globalization;
using System.Net;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Messages;
using Meldpunt.Service.Deliveries;

namespace Meldpunt.Service.Commands;

/// <summary>The options of <c>serve</c> about messages that leave the house, and what is refused of them.</summary>
internal sealed class DeliveryArguments
{
    private const int DefaultPort = 587;
    private const int MaxPassword = 1_000;

    private readonly Option<string?> _smtp = new("--smtp")
    {
        Description = "Mailserver die e-mail aanneemt, met STARTTLS. Zonder deze optie gaat er geen e-mail uit.",
        HelpName = "HOST:POORT",
    };

    private readonly Option<string?> _sender = new("--smtp-afzender") { Description = "Afzender van die e-mail; hoort bij --smtp.", HelpName = "ADRES" };
    private readonly Option<string?> _user = new("--smtp-gebruiker") { Description = "Gebruikersnaam bij de mailserver." };
    private readonly Option<string?> _passwordFile = new("--smtp-wachtwoordbestand") { Description = "Bestand met het wachtwoord daarvan.", HelpName = "PAD" };
    private readonly Option<bool> _withoutTls = new("--smtp-zonder-tls") { Description = "De mailserver draait op deze machine zelf en biedt geen versleuteling." };
    private readonly Option<string?> _baseAddress = new("--basisadres") { Description = "Waarmee links in berichten beginnen; zonder deze optie het eigen adres.", HelpName = "https://…" };

    private readonly Option<string[]> _networks = new("--webhook-netwerk")
    {
        Description = "Netwerk waar webhooks heen mogen hoewel het niet openbaar is, ook zonder TLS; mag vaker.",
        HelpName = "192.0.2.0/28",
        DefaultValueFactory = _ => [],
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _smtp, _sender, _user, _passwordFile, _withoutTls, _baseAddress, _networks })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What was asked for. Throws in words when it cannot be.</summary>
    public DeliveryOptions Read(ParseResult parsed) => new()
    {
        Smtp = ReadSmtp(parsed.GetValue(_smtp), parsed.GetValue(_sender), parsed.GetValue(_user), parsed.GetValue(_passwordFile), parsed.GetValue(_withoutTls)),
        BaseAddress = ReadBase(parsed.GetValue(_baseAddress)),
        Networks = [.. parsed.GetValue(_networks)!.Select(ReadNetwork)],
    };

    /// <summary>Throws in words when links in mails would lead nowhere: who listens on every address has none of its own to write.</summary>
    internal static void CheckLinks(DeliveryOptions options, IPAddress listensOn)
    {
        var address = listensOn.IsIPv4MappedToIPv6 ? listensOn.MapToIPv4() : listensOn;
        if (options is { Smtp: not null, BaseAddress: null } && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)))
        {
            throw new InstallationException($"Geef bij --smtp ook --basisadres, zoals https://meldpunt.voorbeeld.nl: Meldpunt luistert op {listensOn}, en een link daarheen leidt nergens heen.");
        }
    }

    internal static SmtpOptions? ReadSmtp(string? server, string? sender, string? user, string? passwordFile, bool withoutTls)
    {
        if (server is null)
        {
            return sender is null && user is null && passwordFile is null && !withoutTls
                ? null
                : throw new InstallationException("--smtp-afzender, --smtp-gebruiker, --smtp-wachtwoordbestand en --smtp-zonder-tls horen bij --smtp.");
        }

        var (host, port) = ReadServer(server);
        if (withoutTls && !IsThisMachine(host))
        {
            throw new InstallationException("--smtp-zonder-tls mag alleen naar deze machine zelf, zoals 127.0.0.1:25.");
        }

        if (!ChannelCheck.IsMailAddress(sender))
        {
            throw new InstallationException("Geef bij --smtp ook --smtp-afzender: een e-mailadres zoals meldpunt@voorbeeld.nl.");
        }

        if (user is null != passwordFile is null)
        {
            throw new InstallationException("--smtp-gebruiker en --smtp-wachtwoordbestand horen bij elkaar.");
        }

        return new SmtpOptions { Host = host, Port = port, Sender = sender!, UserName = user, Password = passwordFile is null ? null : ReadPassword(passwordFile), WithoutTls = withoutTls };
    }

    internal static Uri? ReadBase(string? text) => text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && (string.Equals(uri.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal) || (string.Equals(uri.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal) && uri.IsLoopback))
            && uri is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0, AbsolutePath: "/" }
        ? uri
        : throw new InstallationException("--basisadres is een https-adres zonder pad, zoals https://meldpunt.voorbeeld.nl.");

    internal static IPNetwork ReadNetwork(string text) =>
        IPNetwork.TryParse(text, out var network) ? network : throw new InstallationException($"{text} is geen netwerk; schrijf 192.0.2.0/28.");

    // [::1]:25 and 127.0.0.1:25 and mail.example:587; without a port 587.
    private static (string Host, int Port) ReadServer(string text)
    {
        if (Uri.TryCreate($"smtp://{text}", UriKind.Absolute, out var uri) && uri is { UserInfo.Length: 0, AbsolutePath: "/" or "", Query.Length: 0, Fragment.Length: 0 } && uri.Host.Length > 0)
        {
            var hasPort = text.TrimEnd('/').Split(']')[^1].Contains(':', StringComparison.Ordinal);
            return (uri.IdnHost.Trim('[', ']'), hasPort && uri.Port > 0 ? uri.Port : DefaultPort);
        }

        throw new InstallationException("--smtp is een naam en een poort, zoals mail.voorbeeld.nl:587.");
    }

    private static bool IsThisMachine(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string ReadPassword(string path)
    {
        try
        {
            var password = File.ReadAllText(path).TrimEnd('\r', '\n');
            return password.Length is > 0 and <= MaxPassword && !password.Contains('\0', StringComparison.Ordinal)
                ? password
                : throw new InstallationException(string.Create(CultureInfo.InvariantCulture, $"In {path} staat geen wachtwoord van 1 tot {MaxPassword} tekens."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InstallationException($"{path} kan niet worden gelezen ({exception.GetType().Name}).");
        }
    }
}
