using Meldpunt.Service.Api;

namespace Meldpunt.Service.Web;

/// <summary>Pages take forms and nothing else.</summary>
internal sealed class FormsOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var isForPage = HttpMethods.IsPost(http.Request.Method) && !ApiVersion.IsInterface(http.Request.Path);
        return isForPage && !http.Request.HasFormContentType
            ? Problem.WriteAsync(http, StatusCodes.Status415UnsupportedMediaType, "Een pagina neemt alleen een formulier aan.")
            : next(http);
    }
}
