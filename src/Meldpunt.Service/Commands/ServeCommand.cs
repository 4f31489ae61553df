using System.CommandLine;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Meldpunt.Admin.Installations;

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
        var behindProxy = new Option<bool>("--achter-proxy") { Description = "Een proxy hiervoor verzorgt TLS." };
        var command = new Command("serve", "Draai een installatie.")
        {
            data, keyFile, address, port, certificate, certificateKey, behindProxy,
        };
        command.SetAction((parsed, cancellation) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            async installation =>
            {
                var options = ReadOptions(
                    installation, parsed.GetValue(address)!, parsed.GetValue(port), parsed.GetValue(certificate),
                    parsed.GetValue(certificateKey), parsed.GetValue(behindProxy));
                return await ServiceRun.RunAsync(installation, options, started: Announce, cancellation);
            }));
        return command;
    }

    private static HostOptions ReadOptions(
        Installation installation, string address, int port, string? certificate, string? certificateKey, bool behindProxy)
    {
        if (!IPAddress.TryParse(address, out var parsed))
        {
            throw new InstallationException($"{address} is geen IP-adres.");
        }

        if (certificate is null && !behindProxy && !IPAddress.IsLoopback(parsed))
        {
            throw new InstallationException(
                "Zonder TLS luistert Meldpunt alleen op deze machine zelf. Geef --certificaat en --certificaatsleutel, of --achter-proxy.");
        }

        return new HostOptions
        {
            Address = parsed,
            Port = port,
            Certificate = certificate is null ? null : X509Certificate2.CreateFromPemFile(certificate, certificateKey),
            IsSecure = certificate is not null || behindProxy,
            LogFolder = InstallationFolder.Logs(installation.Folder),
        };
    }

    private static Task Announce(string address) => Console.Out.WriteLineAsync($"Meldpunt luistert op {address}");
}
