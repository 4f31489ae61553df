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

    [JsonPropertyName("deelnemer")]
    public string? Participant { get; init; }
}
