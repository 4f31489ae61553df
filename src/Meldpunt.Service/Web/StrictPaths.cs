namespace Meldpunt.Service.Web;

/// <summary>An address that ends in a slash does not exist: 404, never a redirect (NLGov API Design Rules, no-trailing-slash).</summary>
internal sealed class StrictPaths(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Path.Value is { Length: > 1 } path && path[^1] == '/')
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return next(http);
    }
}
