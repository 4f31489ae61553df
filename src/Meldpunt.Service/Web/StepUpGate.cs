using System.Net.Mime;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Meldpunt.Service.Pages;

namespace Meldpunt.Service.Web;

/// <summary>
/// Keeps back what asks for a second factor shown just now. A browser that follows a link goes by the page that asks for one and comes back; a program is told, with a type that it
/// can know it by. What has a form of its own asks in that form.
/// </summary>
internal sealed class StepUpGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http, StepUp stepUp)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<RequiresStepUpAttribute>() is not { InForm: false } || stepUp.IsFresh(http))
        {
            return next(http);
        }

        if (!IsLink(http.Request))
        {
            return Problem.WriteStepUpAsync(http);
        }

        http.Response.Redirect(PageMap.ConfirmAddress(http.Request.Path + http.Request.QueryString));
        return Task.CompletedTask;
    }

    private static bool IsLink(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.Any(accept => accept!.Contains(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase));
}
