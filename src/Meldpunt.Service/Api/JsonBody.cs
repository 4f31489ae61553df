using System.Text.Json;
using Meldpunt.Admin.Persons;
using Meldpunt.Service.Web;
using Microsoft.AspNetCore.Http.Features;

namespace Meldpunt.Service.Api;

/// <summary>
/// Reads a JSON body with a limit on everything, and collects what is wrong with it instead of stopping at the first: unknown fields,
/// doubled fields, wrong types.
/// </summary>
internal sealed class JsonBody : IDisposable
{
    private static readonly Fault NoJson = new(
        string.Empty, "geen-json", "De inhoud is geen geldig JSON-object: leeg, onvolledig, te diep, of een veld staat er twee keer in.");

    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        AllowDuplicateProperties = false,
        MaxDepth = RequestLimits.MaxJsonDepth,
    };

    private readonly JsonDocument _document;

    private JsonBody(JsonDocument document)
    {
        _document = document;
    }

    /// <summary>The object of the body.</summary>
    public JsonObjectReader Root(ICollection<Fault> faults) => new(_document.RootElement, path: string.Empty, faults);

    /// <summary>
    /// Reads the body. When it is not JSON by its own word, or no JSON object, the answer (415 or 400) has been written and the result is null.
    /// A body over the limit ends in 413, by <see cref="ExceptionShield"/>.
    /// </summary>
    public static async Task<JsonBody?> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasJsonContentType())
        {
            await Problem.WriteAsync(http, StatusCodes.Status415UnsupportedMediaType);
            return null;
        }

        if (await ParseAsync(http) is { } document)
        {
            return new JsonBody(document);
        }

        await Problem.WriteAsync(http, [NoJson]);
        return null;
    }

    /// <summary>
    /// For what has nothing to say but that it be done: true for no body, or an empty object. When it is anything else the answer has been written.
    /// </summary>
    public static async Task<bool> IsEmptyAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true)
        {
            return true;
        }

        using var body = await ReadAsync(http);
        if (body is null)
        {
            return false;
        }

        var faults = new List<Fault>();
        body.Root(faults).RefuseOthers();
        if (faults.Count > 0)
        {
            await Problem.WriteAsync(http, faults);
        }

        return faults.Count == 0;
    }

    public void Dispose() => _document.Dispose();

    private static async Task<JsonDocument?> ParseAsync(HttpContext http)
    {
        try
        {
            var document = await JsonDocument.ParseAsync(http.Request.Body, Options, http.RequestAborted);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or half a surrogate pair in the name of a field. What exactly was wrong might repeat what was typed.
        }

        return null;
    }
}
