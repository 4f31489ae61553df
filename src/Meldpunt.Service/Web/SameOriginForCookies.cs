using Meldpunt.Service.Access;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Web;

/// <summary>
/// A browser sends its cookie along with requests that another site made. So a change that rests on a cookie must come from our own pages:
/// the browser says so in Sec-Fetch-Site, or else in Origin. Tokens are not affected; pages have their form tokens besides.
/// </summary>
internal sealed class SameOriginForCookies(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var isSafe = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        return isSafe || !http.User.IsFromCookie() || IsSameOrigin(http.Request)
            ? next(http)
            : Problem.WriteAsync(http, StatusCodes.Status403Forbidden, "Deze aanvraag kwam niet van een pagina van Meldpunt.");
    }

    /// <summary>False for what a page of another site sent.</summary>
    internal static bool IsSameOrigin(HttpRequest request)
    {
        var fetchSite = request.Headers["Sec-Fetch-Site"].ToString();
        if (fetchSite.Length > 0)
        {
            return string.Equals(fetchSite, "same-origin", StringComparison.Ordinal);
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            ? !ApiVersion.IsInterface(request.Path)
            : string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
