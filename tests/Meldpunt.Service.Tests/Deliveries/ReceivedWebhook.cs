using System.Text.Json;

namespace Meldpunt.Service.Tests.Deliveries;

/// <summary>A request as it came.</summary>
internal sealed record ReceivedWebhook(string Line, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Id => Headers["webhook-id"];

    public string Signature => Headers["webhook-signature"];

    public string Timestamp => Headers["webhook-timestamp"];

    /// <summary>A field of the body.</summary>
    public string? Field(string name)
    {
        using var document = JsonDocument.Parse(Body);
        return document.RootElement.GetProperty(name).ToString();
    }
}
