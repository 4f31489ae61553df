using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Meldpunt.Service.Health;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.Registrations;

/// <summary><c>/v1/registraties</c>: a security desk registers, and reads its own.</summary>
internal static class RegistrationEndpoints
{
    /// <summary>Where registrations are.</summary>
    public const string Path = ApiVersion.Base + "/registraties";

    public static void MapRegistrations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).RequireAuthorization(RoleNames.Security);
        group.MapPost(string.Empty, RegisterAsync);
        group.MapGet(string.Empty, ListAsync);
        group.MapGet("/{id}", FindAsync);
    }

    private static async Task RegisterAsync(
        HttpContext http, [FromServices] EntryRegistrar registrar, [FromServices] Installation installation, [FromServices] Readiness readiness)
    {
        using var body = await JsonBody.ReadAsync(http);
        if (body is null)
        {
            return;
        }

        var faults = new List<Fault>();
        var caller = http.Caller();

        // Its term is counted by the clock, and the ladder is a look into the register with a row of the log.
        readiness.ThrowUnlessAbleToAnswer();
        var result = await registrar.RegisterAsync(caller, RegistrationJson.Read(body.Root(faults)), faults, IdempotencyKey(http.Request));
        await EntryAnswer.WriteAsync(http, result, (json, entry) =>
            RegistrationJson.WriteSummary(json, entry, caller.Participant!.Name, installation.Strength, result.BanIsPossible));
    }

    // More than one is none that can be used, and is refused as such.
    private static string? IdempotencyKey(HttpRequest request) => request.Headers[IdempotencyKeys.Header] switch
    {
        [] => null,
        [var key] => key ?? string.Empty,
        _ => string.Empty,
    };

    private static Task ListAsync(
        HttpContext http, [FromServices] EntryStore entries, [FromServices] Installation installation, [FromServices] TimeProvider time)
    {
        var faults = new List<Fault>();
        var query = new ListParameters(http.Request.Query, faults);
        var size = query.PageSize();
        var afterText = query.After();
        var state = query.Choice("toestand", EntryTerms.States);
        query.RefuseOthers();
        OpaqueId after = default;
        if (afterText is not null && !OpaqueId.TryParse(afterText, out after))
        {
            query.Add("cursor", "Deze cursor komt niet van hier.");
        }

        if (faults.Count > 0)
        {
            return Problem.WriteAsync(http, faults);
        }

        var participant = http.Caller().Participant!;
        var page = entries.List(participant.Id, DutchCalendar.Today(time), after.IsEmpty ? null : after, size + 1, state);
        return JsonText.WriteAsync(http, StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray("registraties");
            foreach (var entry in page.Take(size))
            {
                json.WriteStartObject();
                RegistrationJson.WriteWhole(json, entry, participant.Name, installation.Strength);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("volgende", page.Count > size ? ListParameters.Cursor(page[size - 1].Id.ToString()) : null);
        });
    }

    private static Task FindAsync(
        string id, HttpContext http, [FromServices] EntryStore entries, [FromServices] Installation installation, [FromServices] TimeProvider time)
    {
        var participant = http.Caller().Participant!;
        if (!OpaqueId.TryParse(id, out var entryId) || entries.Find(entryId, participant.Id, DutchCalendar.Today(time)) is not { } entry)
        {
            return Problem.WriteAsync(http, StatusCodes.Status404NotFound);
        }

        EntryAnswer.SetTag(http, entry);
        return JsonText.WriteAsync(http, StatusCodes.Status200OK, json => RegistrationJson.WriteWhole(json, entry, participant.Name, installation.Strength));
    }
}
