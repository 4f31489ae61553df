using System.Globalization;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Meldpunt.Service.Health;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.Messages;

/// <summary><c>/v1/meldingen</c>: what a desk, or the consortium, is told; newest first, as a stream, and that it was seen.</summary>
internal static class MessageEndpoints
{
    private const string Path = ApiVersion.Base + "/meldingen";

    public static void MapMessages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ListAsync).RequireAuthorization(AccessSetup.MessageReaders);
        routes.MapGet(Path + "/stroom", StreamAsync).RequireAuthorization(AccessSetup.MessageReaders).WithMetadata(new DoesNotUseSessionAttribute());
        routes.MapPost(Path + "/{id}/gezien", SeeAsync).RequireAuthorization(RoleNames.Security);
    }

    private static Task ListAsync(HttpContext http, [FromServices] MessageStore messages)
    {
        var faults = new List<Fault>();
        var query = new ListParameters(http.Request.Query, faults);
        var size = query.PageSize();

        // What is no number is beyond the oldest: nothing comes after it.
        var before = query.After() is { } after ? long.TryParse(after, CultureInfo.InvariantCulture, out var seq) ? seq : 0 : (long?)null;
        query.RefuseOthers();
        if (faults.Count > 0)
        {
            return Problem.WriteAsync(http, faults);
        }

        var page = messages.Newest(OwnerOf(http.Caller()), before, size + 1);
        return JsonText.WriteAsync(http, StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray("meldingen");
            foreach (var message in page.Take(size))
            {
                json.WriteStartObject();
                MessageJson.Write(json, message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("volgende", page.Count > size ? ListParameters.Cursor(page[size - 1].Seq.ToString(CultureInfo.InvariantCulture)) : null);
        });
    }

    private static Task StreamAsync(HttpContext http, [FromServices] EventStream stream) => stream.RunAsync(http, new StreamSource(
        OwnerOf(http.Caller()),
        LocationId: null,
        some => some.Select(message => new StreamEvent(message.Seq, FollowUpTerms.Of(message.Kind), json => MessageJson.Write(json, message)))));

    private static async Task SeeAsync(string id, HttpContext http, [FromServices] MessageDesk desk, [FromServices] Readiness readiness)
    {
        if (!await JsonBody.IsEmptyAsync(http))
        {
            return;
        }

        // That it was seen is a row of the log.
        readiness.ThrowUnlessAbleToAnswer();
        if (!OpaqueId.TryParse(id, out var messageId) || await desk.SeeAsync(http.Caller(), messageId) is not { } message)
        {
            await Problem.WriteAsync(http, StatusCodes.Status404NotFound);
            return;
        }

        await JsonText.WriteAsync(http, StatusCodes.Status201Created, json => MessageJson.Write(json, message));
    }

    // Accounts without a participant are the consortium's.
    private static OpaqueId OwnerOf(Caller caller) => caller.Participant?.Id ?? MessageStore.Consortium;
}
