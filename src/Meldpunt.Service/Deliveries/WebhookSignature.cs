using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Meldpunt.Service.Deliveries;

/// <summary>Signs after Standard Webhooks 1.0: HMAC-SHA256 over <c>id.timestamp.body</c>, one signature for each secret.</summary>
internal static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>The value of the header.</summary>
    public static string Sign(IEnumerable<byte[]> secrets, string id, long unixSeconds, ReadOnlySpan<byte> body)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{unixSeconds}.")), .. body];
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, content))));
    }
}
