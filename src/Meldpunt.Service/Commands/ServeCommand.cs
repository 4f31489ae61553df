using System.CommandLine;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Meldpunt.Admin.Installations;
using Meldpunt.Service.Processing;

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
        var proxyAddress = new Option<string>("--proxy-adres")
        {
            Description = "IP-adres van die proxy.",
            DefaultValueFactory = _ => IPAddress.Loopback.ToString(),
        };
        var processing = new ProcessingLogArguments();
        var command = new Command("serve", "Draai een installatie.")
        {
            data, keyFile, address, port, certificate, certificateKey, behindProxy, proxyAddress,
        };
        processing.AddTo(command);
        command.SetAction((parsed, cancellation) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            async installation =>
            {
                await using var heldLock = ServiceRun.HoldLock(installation.Folder);
                var options = ReadOptions(
                    installation, parsed.GetValue(address)!, parsed.GetValue(port), parsed.GetValue(certificate),
                    parsed.GetValue(certificateKey), parsed.GetValue(behindProxy) ? parsed.GetValue(proxyAddress) : null, processing.Read(parsed));
                return await ServiceRun.RunAsync(installation, options, started: Announce, cancellation);
            }));
        return command;
    }

    private static HostOptions ReadOptions(
        Installation installation, string address, int port, string? certificate, string? certificateKey, string? proxyAddress,
        ProcessingLogOptions? processingLog)
    {
        Shell.CheckPort(port);
        var parsed = ReadAddress(address);
        if (certificate is null && proxyAddress is null && !IPAddress.IsLoopback(parsed))
        {
            throw new InstallationException(
                "Zonder TLS luistert Meldpunt alleen op deze machine zelf. Geef --certificaat en --certificaatsleutel, of --achter-proxy.");
        }

        return new HostOptions
        {
            Address = parsed,
            Port = port,
            Certificate = certificate is null ? null : X509Certificate2.CreateFromPemFile(certificate, certificateKey),
            CertificateChain = certificate is null ? [] : ReadChain(certificate),
            TrustedProxy = proxyAddress is null ? null : ReadAddress(proxyAddress),
            LogFolder = InstallationFolder.Logs(installation.Folder),
            ProcessingLog = processingLog,
        };
    }

    private static IPAddress ReadAddress(string text) =>
        IPAddress.TryParse(text, out var address) ? address : throw new InstallationException($"{text} is geen IP-adres.");

    // The file holds the service's own certificate first, then those that lead to one that browsers know.
    private static X509Certificate2Collection ReadChain(string path)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(path);
        chain.RemoveAt(0);
        return chain;
    }

    private static Task Announce(string address) => Console.Out.WriteLineAsync($"Meldpunt luistert op {address}");
}
