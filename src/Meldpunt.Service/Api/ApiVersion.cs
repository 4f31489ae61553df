namespace Meldpunt.Service.Api;

/// <summary>The version of the interface: stands in every response and in the OpenAPI document.</summary>
internal static class ApiVersion
{
    public const string Header = "API-Version";

    public const string Current = "1.0.0";

    /// <summary>What every path of the interface starts with.</summary>
    public const string Base = "/v1";
}
