using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Meldpunt.Service.Web;

/// <summary>
/// The certificate for TLS, in two PEM files that the operator replaces when it is time. What can be read is taken in without a restart, for the connections that come after it; what
/// cannot, leaves the one in force that was there. Safe to use from many threads.
/// </summary>
public sealed class ServerCertificate
{
    private readonly string _path;
    private readonly string? _keyPath;
    private volatile SslStreamCertificateContext _context;
    private volatile bool _isFresh = true;
    private (string Path, DateTime Written, long Length)[] _seen;

    /// <summary>Reads the files; throws what is wrong with them.</summary>
    /// <param name="path">The service's own certificate first, then those that lead to one that browsers know.</param>
    /// <param name="keyPath">Its key; null when that stands in the same file.</param>
    /// <param name="terminalAuthority">Who certifies the machines of gates; empty for nobody.</param>
    public ServerCertificate(string path, string? keyPath, X509Certificate2Collection? terminalAuthority = null)
    {
        _path = path;
        _keyPath = keyPath;
        TerminalAuthority = terminalAuthority ?? [];
        _seen = Signs();
        _context = Read();
    }

    /// <summary>Who certifies the machines of gates; empty when they bring no certificate.</summary>
    public X509Certificate2Collection TerminalAuthority { get; }

    /// <summary>The one in force.</summary>
    public SslStreamCertificateContext Context => _context;

    /// <summary>False when the files hold something newer that cannot be read.</summary>
    public bool IsFresh => _isFresh;

    /// <summary>Looks whether the files changed, and takes in what is there; true when it did. Throws what is wrong with it, once for each change.</summary>
    public bool Look()
    {
        var signs = Signs();
        if (signs.AsSpan().SequenceEqual(_seen))
        {
            return false;
        }

        _seen = signs;
        _isFresh = false;
        _context = Read();
        _isFresh = true;
        return true;
    }

    private SslStreamCertificateContext Read()
    {
        var certificate = ReadWithKey();
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(_path);
        chain.RemoveAt(0);
        return SslStreamCertificateContext.Create(
            certificate, chain, offline: true, TerminalAuthority.Count == 0 ? null : SslCertificateTrust.CreateForX509Collection(TerminalAuthority, sendTrustInHandshake: true));
    }

    private X509Certificate2 ReadWithKey()
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(_path, _keyPath);
        }
        catch (ArgumentException exception)
        {
            throw new CryptographicException($"The key in {_keyPath ?? _path} does not belong to the certificate in {_path}.", exception);
        }
    }

    // Behind a link stands another file as soon as somebody renews.
    private (string Path, DateTime Written, long Length)[] Signs() => [.. ((string?[])[_path, _keyPath]).OfType<string>().Select(path =>
    {
        var file = new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
        return (file.FullName, file.LastWriteTimeUtc, file.Exists ? file.Length : -1);
    })];
}
