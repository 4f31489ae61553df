namespace Meldpunt.Service.Api;

/// <summary>The version of the interface: stands in every response and in the OpenAPI document.</summary>
internal static class ApiVersion
{
    public const string Header = "API-Version";

    public const string Current = "1.0.0";

    /// <summary>What every path of the interface starts with.</summary>
    public const string Base = "/v1";

    /// <summary>True for a path of the interface. Routes do not look at case, so this does not either.</summary>
    public static bool IsInterface(PathString path) => path.StartsWithSegments(Base, StringComparison.OrdinalIgnoreCase);
}
