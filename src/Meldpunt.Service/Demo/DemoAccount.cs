using System.Text.Json.Serialization;

namespace Meldpunt.Service.Demo;

/// <summary>One account in <c>demo.json</c>.</summary>
internal sealed class DemoAccount
{
    [JsonPropertyName("rol")]
    public required string Role { get; init; }

    [JsonPropertyName("gebruikersnaam")]
    public required string UserName { get; init; }

    [JsonPropertyName("wachtwoord")]
    public required string Password { get; init; }

    /// <summary>The secret of its authenticator app, in base 32; null for a role that needs none.</summary>
    [JsonPropertyName("totp")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Totp { get; set; }

    [JsonPropertyName("deelnemer")]
    public string? Participant { get; init; }
}
