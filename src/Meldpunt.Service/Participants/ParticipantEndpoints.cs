using Meldpunt.Admin;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.Participants;

/// <summary><c>/v1/deelnemers</c>: the consortium's management lets participants in and out (protocol article 7).</summary>
internal static class ParticipantEndpoints
{
    private const string Path = ApiVersion.Base + "/deelnemers";

    public static void MapParticipants(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).RequireAuthorization(RoleNames.Management);
        group.MapGet(string.Empty, ListAsync);
        group.MapPost(string.Empty, JoinAsync);
        group.MapPost("/{id}/vergunningen", PermitAsync);
        group.MapPost("/{id}/locaties", AddLocationAsync);
        group.MapPost("/{id}/uittredingen", LeaveAsync).WithMetadata(new RequiresStepUpAttribute());
        group.MapPost("/{id}/uitsluitingen", ExcludeAsync).WithMetadata(new RequiresStepUpAttribute());
    }

    private static Task ListAsync(HttpContext http, [FromServices] AccessDirectory directory, [FromServices] TimeProvider time)
    {
        var faults = new List<Fault>();
        new ListParameters(http.Request.Query, faults).RefuseOthers();
        return faults.Count > 0 ? Problem.WriteAsync(http, faults) : JsonText.WriteAsync(http, StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray("deelnemers");
            foreach (var participant in directory.Participants.OrderBy(participant => participant.Name, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                ParticipantJson.Write(json, participant, directory, DutchCalendar.Today(time));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static async Task JoinAsync(HttpContext http, [FromServices] ParticipantDoor door)
    {
        using var body = await JsonBody.ReadAsync(http);
        if (body is null)
        {
            return;
        }

        var faults = new List<Fault>();
        var reader = body.Root(faults);
        var name = reader.Text("naam")?.Trim();
        var phone = reader.Text("telefoonnummer")?.Trim();
        var locations = reader.Texts("locaties", ParticipantStore.MaxLocations);
        var signedOn = ParticipantJson.ReadDay(reader, "verklaring", string.Empty, faults);
        var permitObject = reader.Object("vergunning");
        var permit = reader.Has("vergunning") ? ParticipantJson.ReadPermit(permitObject, "vergunning.", faults) : null;
        var desk = new ParticipantDesk { Hours = reader.Text("bereikbaarheid")?.Trim(), Letterhead = reader.Text("briefhoofd")?.Trim() };
        reader.RefuseOthers();
        ParticipantJson.AddMissing(faults, "naam", name);
        ParticipantJson.AddMissing(faults, "telefoonnummer", phone);
        ParticipantJson.AddMissing(faults, "locaties", locations.Count > 0 ? locations[0] : null);
        await ChangeAsync(http, door, faults, store =>
            store.JoinAsync(http.Caller(), name!, phone!, locations, new ParticipantPapers(signedOn, permit), desk));
    }

    private static async Task PermitAsync(string id, HttpContext http, [FromServices] ParticipantDoor door)
    {
        using var body = await ReadForAsync(id, http, door);
        if (body is null)
        {
            return;
        }

        var faults = new List<Fault>();
        var reader = body.Root(faults);
        var signedOn = ParticipantJson.ReadDay(reader, "verklaring", string.Empty, faults);
        var permit = ParticipantJson.ReadPermit(reader, string.Empty, faults);
        await ChangeAsync(http, door, faults, store => store.PermitAsync(http.Caller(), IdOf(id), permit!, signedOn));
    }

    private static async Task AddLocationAsync(string id, HttpContext http, [FromServices] ParticipantDoor door)
    {
        using var body = await ReadForAsync(id, http, door);
        if (body is null)
        {
            return;
        }

        var faults = new List<Fault>();
        var reader = body.Root(faults);
        var name = reader.Text("naam")?.Trim();
        reader.RefuseOthers();
        ParticipantJson.AddMissing(faults, "naam", name);
        await ChangeAsync(http, door, faults, store => store.AddLocationAsync(http.Caller(), IdOf(id), name!));
    }

    private static async Task LeaveAsync(string id, HttpContext http, [FromServices] ParticipantDoor door)
    {
        var faults = new List<Fault>();
        var handOver = false;
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            using var body = await ReadForAsync(id, http, door);
            if (body is null)
            {
                return;
            }

            var reader = body.Root(faults);
            handOver = ParticipantJson.ReadHandOver(reader, faults);
            reader.RefuseOthers();
        }
        else if (!door.Knows(id))
        {
            await Problem.WriteAsync(http, StatusCodes.Status404NotFound);
            return;
        }

        await ChangeAsync(http, door, faults, store => store.LeaveAsync(http.Caller(), IdOf(id), handOver));
    }

    private static async Task ExcludeAsync(string id, HttpContext http, [FromServices] ParticipantDoor door)
    {
        using var body = await ReadForAsync(id, http, door);
        if (body is null)
        {
            return;
        }

        var faults = new List<Fault>();
        var reader = body.Root(faults);
        var reason = reader.Text("reden")?.Trim();
        var handOver = ParticipantJson.ReadHandOver(reader, faults);
        reader.RefuseOthers();
        ParticipantJson.AddMissing(faults, "reden", reason);
        await ChangeAsync(http, door, faults, store => store.ExcludeAsync(http.Caller(), IdOf(id), reason, handOver));
    }

    // Null when the answer was given: nobody has this id, or the body is none.
    private static async Task<JsonBody?> ReadForAsync(string id, HttpContext http, ParticipantDoor door)
    {
        if (door.Knows(id))
        {
            return await JsonBody.ReadAsync(http);
        }

        await Problem.WriteAsync(http, StatusCodes.Status404NotFound);
        return null;
    }

    private static OpaqueId IdOf(string id) => OpaqueId.TryParse(id, out var known) ? known : default;

    private static async Task ChangeAsync(HttpContext http, ParticipantDoor door, List<Fault> faults, Func<ParticipantStore, Task<Participant>> change)
    {
        if (faults.Count > 0)
        {
            await Problem.WriteAsync(http, faults);
            return;
        }

        try
        {
            var participant = await door.ChangeAsync(change);
            await JsonText.WriteAsync(http, StatusCodes.Status201Created, json => ParticipantJson.Write(json, participant, door.Directory, door.Today));
        }
        catch (AdministrationException exception)
        {
            await Problem.WriteAsync(
                http, exception.IsConflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest, exception.Message);
        }
    }
}
