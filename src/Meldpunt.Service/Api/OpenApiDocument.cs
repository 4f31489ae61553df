namespace Meldpunt.Service.Api;

/// <summary>
/// <c>/v1/openapi.json</c>: the interface, written by hand and checked against the routes by a test. Open to all, as the API Design Rules ask
/// (publish-openapi); it holds nothing but the form of the interface.
/// </summary>
internal static class OpenApiDocument
{
    private static readonly Lazy<byte[]> Document = new(() =>
    {
        using var stream = typeof(OpenApiDocument).Assembly.GetManifestResourceStream("openapi.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    });

    public static void MapOpenApiDocument(this IEndpointRouteBuilder routes) =>
        routes.MapGet(ApiVersion.Base + "/openapi.json", async http =>
        {
            http.Response.ContentType = JsonText.ContentType;
            http.Response.Headers.AccessControlAllowOrigin = "*";
            http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            http.Response.ContentLength = Document.Value.Length;
            await http.Response.Body.WriteAsync(Document.Value, http.RequestAborted);
        }).AllowAnonymous();
}
