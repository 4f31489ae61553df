using System.Security.Cryptography;

namespace Meldpunt.Service.Web;

/// <summary>The certificate that a machine brought with its connection: of the authority that was named, or there is none. Never behind a proxy, which ends TLS itself.</summary>
internal static class ClientCertificate
{
    /// <summary>SHA-256 of it; empty when the machine brought none.</summary>
    public static byte[] HashOf(HttpContext http) => http.Connection.ClientCertificate?.GetCertHash(HashAlgorithmName.SHA256) ?? [];
}
