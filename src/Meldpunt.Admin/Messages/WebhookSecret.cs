namespace Meldpunt.Admin.Messages;

/// <summary>A secret of a webhook as Standard Webhooks 1.0 writes it: <c>whsec_</c> and base64.</summary>
public static class WebhookSecret
{
    private const string Prefix = "whsec_";

    public static string ToText(ReadOnlySpan<byte> secret) => Prefix + Convert.ToBase64String(secret);

    /// <summary>Reads one back. Throws <see cref="FormatException"/>, without repeating it, when it is none.</summary>
    public static byte[] Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            ? Convert.FromBase64String(text[Prefix.Length..])
            : throw new FormatException("A secret of a webhook begins with whsec_.");
    }
}
