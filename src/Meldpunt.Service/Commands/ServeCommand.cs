using System.CommandLine;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Meldpunt.Admin.Installations;
using Meldpunt.Service.Deliveries;
using Meldpunt.Service.Processing;
using Meldpunt.Service.Web;

namespace Meldpunt.Service.Commands;

/// <summary><c>serve</c>: runs an installation that <c>init</c> made.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 8443;

    public static Command Create()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var address = new Option<string>("--adres")
        {
            Description = "IP-adres om op te luisteren.",
            DefaultValueFactory = _ => IPAddress.Loopback.ToString(),
        };
        var port = new Option<int>("--port") { Description = "Poort om op te luisteren.", DefaultValueFactory = _ => DefaultPort };
        var certificate = new Option<string?>("--certificaat") { Description = "Certificaat voor TLS (PEM)." };
        var certificateKey = new Option<string?>("--certificaatsleutel") { Description = "Sleutel van het certificaat (PEM)." };
        var behindProxy = new Option<bool>("--achter-proxy") { Description = "Een proxy hiervoor verzorgt TLS en stuurt X-Forwarded-Proto en X-Forwarded-For." };
        var proxyAddress = new Option<string[]>("--proxy-adres")
        {
            Description = "IP-adres of netwerk (192.0.2.0/28) van die proxy; mag vaker.",
            DefaultValueFactory = _ => [IPAddress.Loopback.ToString()],
        };
        var terminalAuthority = new Option<string?>("--terminal-ca")
        {
            Description = "Certificaat van wie de toestellen aan de poorten certificeert (PEM): zij mogen een clientcertificaat tonen.",
        };
        var processing = new ProcessingLogArguments();
        var deliveries = new DeliveryArguments();
        var command = new Command("serve", "Draai een installatie.")
        {
            data, keyFile, address, port, certificate, certificateKey, behindProxy, proxyAddress, terminalAuthority,
        };
        processing.AddTo(command);
        deliveries.AddTo(command);
        command.SetAction((parsed, cancellation) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            async installation =>
            {
                await using var heldLock = ServiceRun.HoldLock(installation.Folder);

                // Between opening and holding the lock another process may have replaced the master key.
                installation.Keys.EnsureCurrent();
                var options = ReadOptions(
                    installation, parsed.GetValue(address)!, parsed.GetValue(port), ReadCertificate(parsed.GetValue(certificate), parsed.GetValue(certificateKey), parsed.GetValue(terminalAuthority)),
                    parsed.GetValue(behindProxy) ? [.. parsed.GetValue(proxyAddress)!.Select(ReadNetwork)] : [], processing.Read(parsed), deliveries.Read(parsed));
                return await ServiceRun.RunAsync(installation, options, started: Announce, cancellation);
            }));
        return command;
    }

    private static HostOptions ReadOptions(
        Installation installation, string address, int port, ServerCertificate? certificate, IReadOnlyList<IPNetwork> proxies,
        ProcessingLogOptions? processingLog, DeliveryOptions deliveries)
    {
        Shell.CheckPort(port);
        var parsed = ReadAddress(address);
        DeliveryArguments.CheckLinks(deliveries, parsed);
        if (certificate is null && proxies.Count == 0 && !IPAddress.IsLoopback(parsed))
        {
            throw new InstallationException(
                "Zonder TLS luistert Meldpunt alleen op deze machine zelf. Geef --certificaat en --certificaatsleutel, of --achter-proxy.");
        }

        return new HostOptions
        {
            Address = parsed,
            Port = port,
            Certificate = certificate,
            TrustedProxies = proxies,
            LogFolder = InstallationFolder.Logs(installation.Folder),
            ProcessingLog = processingLog,
            Deliveries = deliveries,
        };
    }

    private static IPAddress ReadAddress(string text) =>
        IPAddress.TryParse(text, out var address) ? address : throw new InstallationException($"{text} is geen IP-adres.");

    private static IPNetwork ReadNetwork(string text)
    {
        if (text.Contains('/', StringComparison.Ordinal))
        {
            return IPNetwork.TryParse(text, out var network) ? network : throw new InstallationException($"{text} is geen netwerk; schrijf 192.0.2.0/28.");
        }

        var address = ReadAddress(text);
        return new IPNetwork(address, address.GetAddressBytes().Length * 8);
    }

    private static ServerCertificate? ReadCertificate(string? path, string? keyPath, string? terminalAuthority)
    {
        if (path is null)
        {
            return terminalAuthority is null
                ? null
                : throw new InstallationException("--terminal-ca gaat alleen met --certificaat: achter een proxy ziet Meldpunt geen clientcertificaat.");
        }

        var authority = new X509Certificate2Collection();
        if (terminalAuthority is not null)
        {
            authority.ImportFromPemFile(terminalAuthority);
            if (authority.Count == 0)
            {
                throw new InstallationException($"In {terminalAuthority} staat geen certificaat.");
            }
        }

        return new ServerCertificate(path, keyPath, authority);
    }

    private static Task Announce(string address) => Console.Out.WriteLineAsync($"Meldpunt luistert op {address}");
}
