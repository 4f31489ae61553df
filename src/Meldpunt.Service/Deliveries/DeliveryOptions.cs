using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Meldpunt.Service.Deliveries;

/// <summary>What the operator says of messages that leave the house. Validated by the verb that made it.</summary>
public sealed class DeliveryOptions
{
    /// <summary>The mail server that takes our mail; null when there is none.</summary>
    public SmtpOptions? Smtp { get; init; }

    /// <summary>What links begin with; null for the own address.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>Networks that webhooks may go to although they are private, and without TLS.</summary>
    public IReadOnlyList<IPNetwork> Networks { get; init; } = [];

    /// <summary>How long one try may take, from looking the name up to the last byte.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Who is believed about certificates; none for those that the system believes. For tests.</summary>
    internal X509Certificate2Collection Authorities { get; init; } = [];

    /// <summary>Looks names up. For tests, in which a name has the address that the test says.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>How we speak TLS: the versions of our own door, and a certificate that fits the name.</summary>
    /// <param name="host">The name; null where the client of HTTP says it.</param>
    internal SslClientAuthenticationOptions Tls(string? host = null) => new()
    {
        TargetHost = host,
#pragma warning disable CA5398 // Older ones must not be spoken, whatever the system allows.
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
#pragma warning restore CA5398
        CertificateChainPolicy = ChainPolicy(),
    };

    // Null for as the system does.
    private X509ChainPolicy? ChainPolicy()
    {
        if (Authorities.Count == 0)
        {
            return null;
        }

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(Authorities);
        return policy;
    }
}
