using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Unidentified;
using Meldpunt.Admin.Unidentified.Images;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Meldpunt.Service.Health;
using Meldpunt.Service.Registrations;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.Unidentified;

/// <summary><c>/v1/onbekenden</c>: persons who could not be identified (article 5.3). All security desks look, each changes its own.</summary>
internal static class UnidentifiedEndpoints
{
    private const string Path = ApiVersion.Base + "/onbekenden";

    public static void MapUnidentified(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).RequireAuthorization(RoleNames.Security);
        group.MapGet(string.Empty, ListAsync);
        group.MapPost(string.Empty, RegisterAsync);
        group.MapGet("/{id}", FindAsync);
        group.MapPost("/{id}/beelden", AddImageAsync).WithMetadata(new RequestSizeLimitAttribute(PictureReader.MaxBytes), new SendsPicturesAttribute());
        group.MapGet("/{id}/beelden/{beeldId}", FindImageAsync);
        group.MapPost("/{id}/intrekkingen", WithdrawAsync);
        group.MapPost("/{id}/herkenningen", IdentifyAsync);
    }

    /// <summary>Where an image is read, by programs and by the pages.</summary>
    public static string AddressOf(UnidentifiedImage image) => $"{Path}/{image.UnidentifiedId}/beelden/{image.Id}";

    private static async Task ListAsync(HttpContext http, [FromServices] UnidentifiedViewer viewer, [FromServices] AccessDirectory directory)
    {
        var faults = new List<Fault>();
        var query = new ListParameters(http.Request.Query, faults);
        var size = query.PageSize();
        var cursor = query.After();
        query.RefuseOthers();
        OpaqueId after = default;
        if (cursor is not null && !OpaqueId.TryParse(cursor, out after))
        {
            query.Add("cursor", "Deze cursor komt niet van hier.");
        }

        if (faults.Count > 0)
        {
            await Problem.WriteAsync(http, faults);
            return;
        }

        var page = await viewer.ListAsync(http.Caller(), after.IsEmpty ? null : after, size);
        await JsonText.WriteAsync(http, StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray("onbekenden");
            foreach (var person in page.Persons)
            {
                json.WriteStartObject();
                UnidentifiedJson.Write(json, person, directory, http.Caller().Participant!.Id);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("volgende", page.Next is { } next ? ListParameters.Cursor(next.ToString()) : null);
        });
    }

    private static async Task RegisterAsync(
        HttpContext http, [FromServices] UnidentifiedDesk desk, [FromServices] AccessDirectory directory, [FromServices] Readiness readiness)
    {
        using var body = await JsonBody.ReadAsync(http);
        if (body is null)
        {
            return;
        }

        var faults = new List<Fault>();
        var input = UnidentifiedJson.Read(body.Root(faults));
        readiness.ThrowUnlessAbleToAnswer();
        await AnswerAsync(http, await desk.RegisterAsync(http.Caller(), input, [], faults), directory);
    }

    private static async Task FindAsync(string id, HttpContext http, [FromServices] UnidentifiedViewer viewer, [FromServices] AccessDirectory directory)
    {
        if (OpaqueId.TryParse(id, out var personId) && await viewer.FindAsync(http.Caller(), personId) is { } person)
        {
            await WriteAsync(http, StatusCodes.Status200OK, person, directory);
            return;
        }

        await Problem.WriteAsync(http, StatusCodes.Status404NotFound);
    }

    private static async Task AddImageAsync(
        string id, HttpContext http, [FromServices] UnidentifiedDesk desk, [FromServices] AccessDirectory directory, [FromServices] Readiness readiness)
    {
        var mediaType = http.Request.GetTypedHeaders().ContentType?.MediaType.Value;
        if (!PictureBody.MediaTypes.Contains(mediaType, StringComparer.OrdinalIgnoreCase))
        {
            await Problem.WriteAsync(http, StatusCodes.Status415UnsupportedMediaType, "Stuur het beeld zelf, met Content-Type: image/jpeg of image/png.");
            return;
        }

        var (picture, refusal) = await PictureBody.ReadAsync(http);
        if (picture is null)
        {
            await Problem.WriteAsync(http, [refusal!]);
            return;
        }

        readiness.ThrowUnlessAbleToAnswer();
        _ = OpaqueId.TryParse(id, out var personId);
        await AnswerAsync(http, await desk.AddImageAsync(http.Caller(), personId, picture), directory);
    }

    private static async Task FindImageAsync(string id, string beeldId, HttpContext http, [FromServices] UnidentifiedViewer viewer)
    {
        if (!OpaqueId.TryParse(id, out var personId) || !OpaqueId.TryParse(beeldId, out var imageId)
            || await viewer.FindImageAsync(http.Caller(), personId, imageId) is not { } picture)
        {
            await Problem.WriteAsync(http, StatusCodes.Status404NotFound);
            return;
        }

        // A picture is opened in a tab of its own as well, and may then show itself and do nothing else.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; img-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";
        http.Response.Headers.ContentDisposition = "inline";
        http.Response.ContentType = picture.MediaType;
        http.Response.ContentLength = picture.Bytes.Length;
        await http.Response.Body.WriteAsync(picture.Bytes, http.RequestAborted);
    }

    private static async Task WithdrawAsync(
        string id, HttpContext http, [FromServices] UnidentifiedDesk desk, [FromServices] AccessDirectory directory, [FromServices] Readiness readiness)
    {
        using var body = await JsonBody.ReadAsync(http);
        if (body is null)
        {
            return;
        }

        var faults = new List<Fault>();
        var reader = body.Root(faults);
        var ground = reader.Text(UnidentifiedFields.Ground);
        reader.RefuseOthers();
        readiness.ThrowUnlessAbleToAnswer();
        _ = OpaqueId.TryParse(id, out var personId);
        await AnswerAsync(http, await desk.WithdrawAsync(http.Caller(), personId, ground, faults), directory);
    }

    private static async Task IdentifyAsync(
        string id, HttpContext http, [FromServices] UnidentifiedDesk desk, [FromServices] AccessDirectory directory, [FromServices] Readiness readiness)
    {
        using var body = await JsonBody.ReadAsync(http);
        if (body is null)
        {
            return;
        }

        var faults = new List<Fault>();
        var input = RegistrationJson.Read(body.Root(faults));
        readiness.ThrowUnlessAbleToAnswer();
        _ = OpaqueId.TryParse(id, out var personId);
        var result = await desk.IdentifyAsync(http.Caller(), personId, input, faults);
        if (result.Entry is not { } entry)
        {
            await AnswerAsync(http, result, directory);
            return;
        }

        http.Response.Headers.Location = $"{ApiVersion.Base}/registraties/{entry.Id}";
        await JsonText.WriteAsync(http, StatusCodes.Status201Created, json => json.WriteString("registratie", entry.Id.ToString()));
    }

    private static async Task AnswerAsync(HttpContext http, UnidentifiedResult result, AccessDirectory directory)
    {
        if (result.IsMissing)
        {
            await Problem.WriteAsync(http, StatusCodes.Status404NotFound);
        }
        else if (result.Faults.Count > 0)
        {
            await Problem.WriteAsync(http, result.Faults, json => EntryAnswer.WriteBans(json, result.BansInTheWay));
        }
        else if (result.Person is { } person)
        {
            http.Response.Headers.Location = $"{Path}/{person.Id}";
            await WriteAsync(http, StatusCodes.Status201Created, person, directory);
        }
        else
        {
            await JsonText.WriteAsync(http, StatusCodes.Status201Created, json => json.WriteString("toestand", "ingetrokken"));
        }
    }

    private static Task WriteAsync(HttpContext http, int status, UnidentifiedPerson person, AccessDirectory directory) => JsonText.WriteAsync(
        http, status, json => UnidentifiedJson.Write(json, person, directory, http.Caller().Participant!.Id));
}
