using Meldpunt.Service.Api;
using Microsoft.AspNetCore.Authorization;

namespace Meldpunt.Service.Access;

/// <summary>
/// Whoever must have a second factor and showed none in this session gets the page to set one up, and nothing else answers: whatever way they came in by, because this asks the
/// session and not the way. Open addresses stay open.
/// </summary>
internal sealed class SetUpFirst(RequestDelegate next)
{
    /// <summary>The page on which somebody sets up a first second factor.</summary>
    public const string Path = "/account/instellen";

    public Task InvokeAsync(HttpContext http)
    {
        if (!http.LacksSecondFactor() || http.GetEndpoint() is not { } endpoint || IsOpen(endpoint))
        {
            return next(http);
        }

        if (ApiVersion.IsInterface(http.Request.Path) || !HttpMethods.IsGet(http.Request.Method))
        {
            return Problem.WriteAsync(http, StatusCodes.Status403Forbidden, "Stel eerst uw tweede stap in. Tot die tijd kunt u hier niets.");
        }

        http.Response.Redirect(Path);
        return Task.CompletedTask;
    }

    private static bool IsOpen(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<BeforeSecondFactorAttribute>() is not null;
}
