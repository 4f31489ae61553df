using Meldpunt.Service.Api;

namespace Meldpunt.Service.Web;

/// <summary>Gives errors that the framework leaves without a body (404, 405, 415 ...) the same form as all others.</summary>
internal sealed class ProblemForEmptyErrors(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        var response = http.Response;
        if (response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
        {
            await Problem.WriteAsync(http, response.StatusCode);
        }
    }
}
