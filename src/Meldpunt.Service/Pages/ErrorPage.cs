using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;
using Meldpunt.Service.Api;
using Meldpunt.Service.Pages.Texts;

namespace Meldpunt.Service.Pages;

/// <summary>
/// An error as a page, for browsers. Written without the view engine, the session or the store, because one of them may be what failed.
/// </summary>
internal static class ErrorPage
{
    /// <summary>True when a browser asked for a page; the interface answers programs with problem details.</summary>
    public static bool IsWanted(HttpRequest request) =>
        !ApiVersion.IsInterface(request.Path)
        && request.Headers.Accept.Any(accept => accept!.Contains(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase));

    /// <summary>Writes the page of an error.</summary>
    public static async Task WriteAsync(HttpContext http, int status)
    {
        var texts = PageTexts.Of(http);
        var name = texts["error.known"].Split(' ').Contains(status.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal)
            ? status.ToString(CultureInfo.InvariantCulture)
            : "other";
        var mark = status >= StatusCodes.Status500InternalServerError
            ? $"<p>{Encode(texts["error.mark"])} <code>{Encode(http.TraceIdentifier)}</code></p>"
            : string.Empty;
        var html =
            $"""
            <!DOCTYPE html>
            <html lang="{texts.Language}">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{Encode(texts[$"error.{name}.title"])} – Meldpunt</title>
              <link rel="icon" href="/middelen/meldpunt.svg">
              <link rel="stylesheet" href="/middelen/meldpunt.css">
            </head>
            <body>
              <header class="top"><a class="top__brand" href="/">Meldpunt</a></header>
              <main id="inhoud" class="page page--narrow" tabindex="-1">
                <h1>{Encode(texts[$"error.{name}.title"])}</h1>
                <p>{Encode(texts[$"error.{name}.text"])}</p>
                {mark}
                <p><a class="button" href="/">{Encode(texts["error.home"])}</a></p>
              </main>
            </body>
            </html>
            """;
        var bytes = Encoding.UTF8.GetBytes(html);
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
