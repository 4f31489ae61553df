using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Meldpunt.Service.Web;

/// <summary>TLS as it is spoken here: 1.2 and 1.3, with the certificate that is in force when a connection comes.</summary>
internal static class TlsSetup
{
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    public static void UseMeldpuntTls(this ListenOptions listen, ServerCertificate certificate, TimeProvider time) => listen.UseHttps(new TlsHandshakeCallbackOptions
    {
        HandshakeTimeout = RequestLimits.HeadersTimeout,
        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate.Context,
            ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
            // Named, and not left to a system that may offer what is older.
#pragma warning disable CA5398 // Naming them is the point.
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
#pragma warning restore CA5398
            AllowRenegotiation = false,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            ClientCertificateRequired = certificate.TerminalAuthority.Count > 0,
            RemoteCertificateValidationCallback = (_, shown, chain, _) => shown is null || IsTerminals(shown, chain, certificate.TerminalAuthority, time),
        }),
    });

    // A browser without a certificate is welcome; one that brings another than of this authority is not.
    private static bool IsTerminals(X509Certificate shown, X509Chain? brought, X509Certificate2Collection authority, TimeProvider time)
    {
        if (authority.Count == 0)
        {
            return false;
        }

        using var leaf = new X509Certificate2(shown);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(ClientAuthentication);
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        if (brought is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(brought.ChainPolicy.ExtraStore);
        }

        return chain.Build(leaf);
    }
}
