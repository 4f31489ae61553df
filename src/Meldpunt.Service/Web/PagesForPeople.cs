using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Web;

/// <summary>
/// Pages take changes from somebody with a browser only. A token has no second factor to show, so what a page asks one for would be done without: programs have the interface.
/// </summary>
internal sealed class PagesForPeople(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var isSafe = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        return isSafe || http.FindCaller() is null || http.User.IsFromCookie() || http.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is null
            ? next(http)
            : Problem.WriteAsync(http, StatusCodes.Status403Forbidden, "Pagina's zijn voor mensen die zich hebben aangemeld. Met een token gebruikt u de koppeling onder /v1.");
    }
}
