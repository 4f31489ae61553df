using System.Net;
using Meldpunt.Service.Deliveries;
using Meldpunt.Service.Processing;
using Meldpunt.Service.Web;

namespace Meldpunt.Service;

/// <summary>How the service is reached and where it writes what it has to say. Validated by the verb that made it.</summary>
public sealed class HostOptions
{
    /// <summary>Address to listen on; without a certificate only a loopback address is accepted, unless a proxy in front does TLS.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Certificate for TLS, or null.</summary>
    public ServerCertificate? Certificate { get; init; }

    /// <summary>The proxies in front that do TLS, whose word is taken for the scheme and the address of the asker; none when there is none.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>True when browsers reach the service over https, by its own certificate or by a proxy in front.</summary>
    public bool IsSecure => Certificate is not null || TrustedProxies.Count > 0;

    /// <summary>Folder for operational log files; null writes to standard error only.</summary>
    public string? LogFolder { get; init; }

    /// <summary>Where log lines go besides the files; null is nowhere.</summary>
    public TextWriter? LogConsole { get; init; } = Console.Error;

    /// <summary>The code of an account of the demo at this moment, by its name; only the demo verb has it, which made the secrets itself.</summary>
    public Func<string, string?>? DemoCode { get; init; }

    /// <summary>The second log, of processing of personal data; null when there is none.</summary>
    public ProcessingLogOptions? ProcessingLog { get; init; }

    /// <summary>How messages leave the house.</summary>
    public DeliveryOptions Deliveries { get; init; } = new();
}
