using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Meldpunt.Service.Health;
using Meldpunt.Service.Registrations;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.FollowUps;

/// <summary><c>/v1/opvolgingen</c>: the cases of a security desk, on either side, and what it records of them. Whose case it is not gets 404, as if it were not there.</summary>
internal static class FollowUpEndpoints
{
    /// <summary>Where cases are.</summary>
    public const string Path = ApiVersion.Base + "/opvolgingen";

    public static void MapFollowUps(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).RequireAuthorization(RoleNames.Security);
        group.MapGet(string.Empty, ListAsync);
        group.MapGet("/{id}", FindAsync);
        MapAct(group, "/raadplegingen", ReadCall, (desk, caller, id, version, input, faults) => desk.RecordCallAsync(caller, id, input, version, faults));
        MapAct(group, "/adviezen", ReadAdvice, (desk, caller, id, version, input, faults) => desk.AdviseAsync(caller, id, input, version, faults));
    }

    private static Task ListAsync(HttpContext http, [FromServices] FollowUpStore cases, [FromServices] FollowUpJson writer)
    {
        var faults = new List<Fault>();
        var query = new ListParameters(http.Request.Query, faults);
        var size = query.PageSize();
        var reference = query.Reference();
        var participantId = http.Caller().Participant!.Id;
        var filter = new FollowUpFilter(participantId)
        {
            State = query.Choice("toestand", FollowUpTerms.States),
            Side = query.Choice("rol", FollowUpTerms.Sides),
            MatchYear = reference?.Year,
            MatchNumber = reference?.Number,
            From = query.Moment("van", endOfDay: false),
            Until = query.Moment("tot", endOfDay: true),
        };
        OpaqueId after = default;
        if (query.After() is { } afterText && !OpaqueId.TryParse(afterText, out after))
        {
            query.Add("cursor", "Deze cursor komt niet van hier.");
        }

        query.RefuseOthers();
        if (faults.Count > 0)
        {
            return Problem.WriteAsync(http, faults);
        }

        var page = cases.List(filter, after.IsEmpty ? null : after, size + 1);
        return JsonText.WriteAsync(http, StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray("opvolgingen");
            foreach (var one in page.Take(size))
            {
                json.WriteStartObject();
                writer.Write(json, one, participantId);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("volgende", page.Count > size ? ListParameters.Cursor(page[size - 1].Id.ToString()) : null);
        });
    }

    private static Task FindAsync(string id, HttpContext http, [FromServices] FollowUpStore cases, [FromServices] FollowUpJson writer) =>
        OpaqueId.TryParse(id, out var caseId) && cases.Find(caseId, http.Caller().Participant!.Id) is { } one
            ? FollowUpAnswer.WriteCaseAsync(http, StatusCodes.Status200OK, one, writer)
            : Problem.WriteAsync(http, StatusCodes.Status404NotFound);

    private static void MapAct<TInput>(
        RouteGroupBuilder group,
        string path,
        Func<JsonObjectReader, TInput> read,
        Func<FollowUpDesk, Caller, OpaqueId, int?, TInput, List<Fault>, Task<FollowUpResult>> act) =>
        group.MapPost("/{id}" + path, async (
            string id, HttpContext http, [FromServices] FollowUpDesk desk, [FromServices] FollowUpJson writer, [FromServices] Readiness readiness) =>
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
            if (!OpaqueId.TryParse(id, out var caseId))
            {
                await Problem.WriteAsync(http, StatusCodes.Status404NotFound);
                return;
            }

            // Every act is a row of the log.
            readiness.ThrowUnlessAbleToAnswer();
            await FollowUpAnswer.WriteAsync(http, await act(desk, http.Caller(), caseId, EntryAnswer.Version(http.Request), input, faults), writer);
        });

    private static CallInput ReadCall(JsonObjectReader reader) => new()
    {
        Result = reader.Text(FollowUpFields.Result),
        Outcome = reader.Text(FollowUpFields.Outcome),
        SpokenWith = reader.Text(FollowUpFields.SpokenWith),
    };

    private static AdviceInput ReadAdvice(JsonObjectReader reader) => new()
    {
        Advice = reader.Text(FollowUpFields.Advice),
        Conditions = reader.Text(FollowUpFields.Conditions),
    };
}
