using System.Text.Json;
using Meldpunt.Admin;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Api;
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
        group.MapPost("/{id}/uittredingen", LeaveAsync);
    }

    private static Task ListAsync(HttpContext http, [FromServices] AccessDirectory directory)
    {
        var faults = new List<Fault>();
        new ListParameters(http.Request.Query, faults).RefuseOthers();
        return faults.Count > 0 ? Problem.WriteAsync(http, faults) : JsonText.WriteAsync(http, StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray("deelnemers");
            foreach (var participant in directory.Participants.OrderBy(participant => participant.Name, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                Write(json, participant, directory);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static async Task JoinAsync(HttpContext http, [FromServices] ParticipantStore participants, [FromServices] AccessDirectory directory)
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
        reader.RefuseOthers();
        AddMissing(faults, "naam", name);
        AddMissing(faults, "telefoonnummer", phone);
        AddMissing(faults, "locaties", locations.Count > 0 ? locations[0] : null);
        if (faults.Count > 0)
        {
            await Problem.WriteAsync(http, faults);
            return;
        }

        await ChangeAsync(http, directory, () => participants.JoinAsync(name!, phone!, locations));
    }

    private static Task LeaveAsync(
        string id, HttpContext http, [FromServices] ParticipantStore participants, [FromServices] AccessDirectory directory,
        [FromServices] IndexProjection projection)
    {
        if (!OpaqueId.TryParse(id, out var participantId) || directory.FindParticipant(participantId) is null)
        {
            return Problem.WriteAsync(http, StatusCodes.Status404NotFound);
        }

        return ChangeAsync(http, directory, async () =>
        {
            var left = await participants.LeaveAsync(participantId);
            projection.TryFollow();
            return left;
        });
    }

    private static async Task ChangeAsync(HttpContext http, AccessDirectory directory, Func<Task<Participant>> change)
    {
        try
        {
            var participant = await change();
            directory.Refresh();
            await JsonText.WriteAsync(http, StatusCodes.Status201Created, json => Write(json, participant, directory));
        }
        catch (AdministrationException exception)
        {
            await Problem.WriteAsync(
                http, exception.IsConflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest, exception.Message);
        }
    }

    private static void AddMissing(List<Fault> faults, string field, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            faults.Add(new Fault(field, "ontbreekt", $"Het veld {field} ontbreekt."));
        }
    }

    private static void Write(Utf8JsonWriter json, Participant participant, AccessDirectory directory)
    {
        json.WriteString("id", participant.Id.ToString());
        json.WriteString("naam", participant.Name);
        json.WriteString("telefoonnummer", participant.DeskPhone);
        json.WriteString("toetredingsdatum", JsonText.Day(participant.JoinedOn));
        json.WriteString("uittredingsdatum", participant.LeftOn is { } day ? JsonText.Day(day) : null);
        json.WriteStartArray("locaties");
        foreach (var location in directory.LocationsOf(participant.Id))
        {
            json.WriteStringValue(location.Name);
        }

        json.WriteEndArray();
    }
}
