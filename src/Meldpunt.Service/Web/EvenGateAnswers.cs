using Meldpunt.Service.Pages;

namespace Meldpunt.Service.Web;

/// <summary>
/// Fills the answers of the gate page up to a round number of bytes with line ends, so that the line does not tell a match from no match by size, as the
/// interface does with spaces.
/// </summary>
internal sealed class EvenGateAnswers(RequestDelegate next)
{
    /// <summary>Every answer has a multiple of this many bytes; both answers fit one.</summary>
    public const int StepBytes = 8 * 1024;

    public async Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.Path.Equals(PageMap.Gate, StringComparison.OrdinalIgnoreCase))
        {
            await next(http);
            return;
        }

        var wire = http.Response.Body;
        using var page = new MemoryStream();
        http.Response.Body = page;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = wire;
        }

        if (page.Length == 0)
        {
            return;
        }

        var even = new byte[(page.Length + StepBytes - 1) / StepBytes * StepBytes];
        even.AsSpan().Fill((byte)'\n');
        page.GetBuffer().AsSpan(0, (int)page.Length).CopyTo(even);
        http.Response.ContentLength = even.Length;
        await wire.WriteAsync(even, http.RequestAborted);
    }
}
