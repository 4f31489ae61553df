using Meldpunt.Service.Api;
using Meldpunt.Service.QueryLogs;

namespace Meldpunt.Service.Web;

/// <summary>Pages take forms and nothing else; the one address that is no page and takes something else is where witnesses bring what they signed.</summary>
internal sealed class FormsOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var isForPage = HttpMethods.IsPost(http.Request.Method)
            && !ApiVersion.IsInterface(http.Request.Path)
            && !http.Request.Path.Equals(LogPaths.Cosignatures, StringComparison.OrdinalIgnoreCase);
        return isForPage && !http.Request.HasFormContentType
            ? Problem.WriteAsync(http, StatusCodes.Status415UnsupportedMediaType, "Een pagina neemt alleen een formulier aan.")
            : next(http);
    }
}
