using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Meldpunt.Service.Web;

namespace Meldpunt.Service.Tests.Houses;

/// <summary>A house that does TLS itself, with certificates of its own.</summary>
public sealed class TlsHouse : IAsyncLifetime
{
    private readonly bool _takesClients;

    public TlsHouse(bool takesClients = false)
    {
        _takesClients = takesClients;
        FirstThumbprint = Certificates.WriteServer();
        Certificate = new ServerCertificate(Certificates.CertificateFile, Certificates.KeyFile, _takesClients ? [Certificates.Authority] : []);
        House = new TestHouse { Certificate = Certificate };
    }

    public TestHouse House { get; }

    public ServerCertificate Certificate { get; }

    public string FirstThumbprint { get; }

    internal TestCertificates Certificates { get; } = new();

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        Certificates.Dispose();
    }

    /// <summary>A client that believes our authority and no other; each has connections of its own.</summary>
    public HttpClient Client(string? account, X509Certificate2? shown = null, Action<string>? seen = null, CookieContainer? cookies = null)
    {
#pragma warning disable CA2000 // The client disposes its handler.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = cookies is not null,
            CookieContainer = cookies ?? new CookieContainer(),
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = Policy(),
                ClientCertificates = shown is null ? null : [shown],
                LocalCertificateSelectionCallback = shown is null ? null : (_, _, _, _, _) => shown,
                RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                {
                    using var server = new X509Certificate2(certificate!);
                    seen?.Invoke(server.Thumbprint);
                    return errors == SslPolicyErrors.None;
                },
            },
        };
#pragma warning restore CA2000
        var client = new HttpClient(handler)
        {
            BaseAddress = new Uri(House.Base.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)),
            DefaultRequestVersion = new Version(2, 0),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        if (account is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", House.Tokens[account]);
        }

        return client;
    }

    /// <summary>Shakes hands with these versions only; the version that came of it.</summary>
    public async Task<SslProtocols> ShakeAsync(SslProtocols offered)
    {
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(System.Net.IPAddress.Loopback, new Uri(House.Base).Port, TestContext.Current.CancellationToken);
        await using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = offered, CertificateChainPolicy = Policy() }, TestContext.Current.CancellationToken);
        return tls.SslProtocol;
    }

    private X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(Certificates.Authority);
        return policy;
    }
}
