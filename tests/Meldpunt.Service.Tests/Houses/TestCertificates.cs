using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Meldpunt.Service.Tests.Houses;

/// <summary>Certificates of a test: an authority, what it signs, and the PEM files that an operator has.</summary>
internal sealed class TestCertificates : IDisposable
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2050, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ECDsa _authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private int _serial;

    public TestCertificates(string name = "Proefautoriteit")
    {
        var request = new CertificateRequest($"CN={name}", _authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        Authority = request.CreateSelfSigned(From, Until);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("meldpunt-tls-").FullName;

    public X509Certificate2 Authority { get; }

    public string CertificateFile => Path.Combine(Folder, "tls.pem");

    public string KeyFile => Path.Combine(Folder, "tls-key.pem");

    /// <summary>The certificate of a machine of a gate.</summary>
    public X509Certificate2 Client(string name, bool forClients = true, DateTimeOffset? until = null) =>
        Issue(name, forClients ? "1.3.6.1.5.5.7.3.2" : "1.3.6.1.5.5.7.3.1", until ?? Until);

    /// <summary>The certificate of a server on this machine, with its key.</summary>
    public X509Certificate2 Server()
    {
        using var certificate = Issue("localhost", "1.3.6.1.5.5.7.3.1", Until);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    /// <summary>Puts a new certificate for localhost in the files; its thumbprint.</summary>
    public string WriteServer()
    {
        using var certificate = Issue("localhost", "1.3.6.1.5.5.7.3.1", Until);
        File.WriteAllText(CertificateFile, $"{certificate.ExportCertificatePem()}\n{Authority.ExportCertificatePem()}\n");
        File.WriteAllText(KeyFile, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return certificate.Thumbprint;
    }

    public void Dispose()
    {
        Authority.Dispose();
        _authorityKey.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private X509Certificate2 Issue(string name, string usage, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(Authority, From.AddDays(1), until, [1, 0, (byte)++_serial]);
        return signed.CopyWithPrivateKey(key);
    }
}
