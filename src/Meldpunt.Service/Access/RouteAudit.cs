using Microsoft.AspNetCore.Authorization;

namespace Meldpunt.Service.Access;

/// <summary>
/// Closed unless opened: a route that names neither a role nor its openness keeps the service from starting. The open ones are few and each has
/// its reason in docs/adr/0005.
/// </summary>
internal static class RouteAudit
{
    public static void EnsureEveryRouteIsGuarded(IEndpointRouteBuilder routes)
    {
        var unguarded = routes.DataSources
            .SelectMany(source => source.Endpoints)
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && !NamesAPolicy(endpoint))
            .Select(endpoint => endpoint.DisplayName)
            .ToList();
        if (unguarded.Count > 0)
        {
            throw new InvalidOperationException($"These routes name no role: {string.Join(", ", unguarded)}.");
        }
    }

    private static bool NamesAPolicy(Endpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy is not null);
}
