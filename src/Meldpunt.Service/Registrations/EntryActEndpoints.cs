using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Meldpunt.Service.Health;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.Registrations;

/// <summary><c>/v1/registraties/{id}/…</c>: what an officer does to a registration after it was made.</summary>
internal static class EntryActEndpoints
{
    public static void MapEntryActs(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(RegistrationEndpoints.Path + "/{id}").RequireAuthorization(RoleNames.Security);
        group.MapPost("/bevestigingen", ConfirmAsync).WithMetadata(new RequiresStepUpAttribute());
        MapAct(group, "/incidenten", ReadIncident, (desk, request, input, faults) =>
            desk.AddIncidentAsync(request.Caller, request.Id, input, request.Version, faults));
        MapAct(group, "/correcties", ReadCorrection, (desk, request, input, faults) =>
            desk.CorrectAsync(request.Caller, request.Id, input.Person, input.Reason, request.Version, faults));
        MapAct(group, "/mededelingen", ReadNotice, (desk, request, input, faults) =>
            desk.TellAsync(request.Caller, request.Id, input, request.Version, faults));
        MapReasoned(group, "/afkeuringen", RegistrationFields.Ground, (desk, request, ground, faults) =>
            desk.RefuseAsync(request.Caller, request.Id, ground, request.Version, faults));
        MapReasoned(group, "/beperkingen", RegistrationFields.Reason, (desk, request, reason, faults) =>
            desk.RestrictAsync(request.Caller, request.Id, reason, request.Version, faults));
        MapReasoned(group, "/opheffingen", RegistrationFields.Reason, (desk, request, reason, faults) =>
            desk.LiftAsync(request.Caller, request.Id, reason, request.Version, faults));
        MapReasoned(group, "/intrekkingen", RegistrationFields.Ground, (desk, request, ground, faults) =>
            desk.WithdrawAsync(request.Caller, request.Id, ground, request.Version, faults));
    }

    private static void MapReasoned(
        RouteGroupBuilder group, string path, string field, Func<EntryDesk, EntryRequest, string?, List<Fault>, Task<EntryResult>> act) =>
        MapAct(group, path, reader => reader.Text(field), act);

    private static void MapAct<TInput>(
        RouteGroupBuilder group, string path, Func<JsonObjectReader, TInput> read, Func<EntryDesk, EntryRequest, TInput, List<Fault>, Task<EntryResult>> act) =>
        group.MapPost(path, async (
            string id, HttpContext http, [FromServices] EntryDesk desk, [FromServices] Installation installation, [FromServices] Readiness readiness) =>
        {
            using var body = await JsonBody.ReadAsync(http);
            if (body is null)
            {
                return;
            }

            var faults = new List<Fault>();
            var reader = body.Root(faults);
            var input = read(reader);
            reader.RefuseOthers();
            await AnswerAsync(http, id, installation, readiness, request => act(desk, request, input, faults));
        });

    // There is nothing to say but yes: no body, or an empty object.
    private static async Task ConfirmAsync(
        string id, HttpContext http, [FromServices] EntryDesk desk, [FromServices] Installation installation, [FromServices] Readiness readiness)
    {
        var faults = new List<Fault>();
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            using var body = await JsonBody.ReadAsync(http);
            if (body is null)
            {
                return;
            }

            body.Root(faults).RefuseOthers();
        }

        await AnswerAsync(http, id, installation, readiness, request => desk.ConfirmAsync(request.Caller, request.Id, request.Version, faults));
    }

    private static IncidentInput ReadIncident(JsonObjectReader reader) => new()
    {
        Day = reader.Text(RegistrationFields.IncidentDay),
        Kind = reader.Text(RegistrationFields.IncidentKind),
        FileReference = reader.Text(RegistrationFields.IncidentFile),
        FoundBy = reader.Text(RegistrationFields.FoundBy),
        CrimeReported = reader.Flag(RegistrationFields.IncidentReported),
        LastDay = reader.Text(RegistrationFields.LastDay),
        QueryId = reader.Text(RegistrationFields.Look),
    };

    private static (PersonInput Person, string? Reason) ReadCorrection(JsonObjectReader reader)
    {
        var person = reader.Object(RegistrationFields.Person);
        var input = PersonJson.Read(person);
        var reason = reader.Text(RegistrationFields.Reason);
        person.RefuseOthers();
        return (input, reason);
    }

    private static NoticeInput ReadNotice(JsonObjectReader reader) => new()
    {
        Kind = reader.Text(RegistrationFields.LaterNoticeKind),
        Day = reader.Text(RegistrationFields.LaterNoticeDate),
        Reason = reader.Text(RegistrationFields.Reason),
        RemindOn = reader.Text(RegistrationFields.NoticeRemindOn),
    };

    private static async Task AnswerAsync(
        HttpContext http, string id, Installation installation, Readiness readiness, Func<EntryRequest, Task<EntryResult>> act)
    {
        if (!OpaqueId.TryParse(id, out var entryId))
        {
            await Problem.WriteAsync(http, StatusCodes.Status404NotFound);
            return;
        }

        // Every act is a row of the log, and terms are counted by the clock.
        readiness.ThrowUnlessAbleToAnswer();
        var result = await act(new EntryRequest(http.Caller(), entryId, EntryAnswer.Version(http.Request)));
        await EntryAnswer.WriteWholeAsync(http, result, installation.Strength);
    }
}
