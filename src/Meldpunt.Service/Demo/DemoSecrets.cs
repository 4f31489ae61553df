using System.Text.Json.Serialization;

namespace Meldpunt.Service.Demo;

/// <summary>How to get into a demo: <c>demo.json</c>. Kept without the address before anything else is made, so that a demo that was killed goes on with the same secrets.</summary>
internal sealed class DemoSecrets
{
    [JsonPropertyName("basis")]
    public string Base { get; set; } = string.Empty;

    /// <summary>One token for each role.</summary>
    [JsonPropertyName("tokens")]
    public Dictionary<string, string> Tokens { get; init; } = new(StringComparer.Ordinal);

    [JsonPropertyName("accounts")]
    public List<DemoAccount> Accounts { get; init; } = [];
}
