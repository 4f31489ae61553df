using System.Text.Json;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Meldpunt.Service.Messages;
using Meldpunt.Service.Queries;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.FollowUps;

/// <summary>What a gate hears after a match: the advice for one question, and all of them as they come.</summary>
internal static class AdviceEndpoints
{
    public static void MapAdvices(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(QueryEndpoints.Path + "/{id}/advies", FindAsync).RequireAuthorization(RoleNames.Gate).WithMetadata(new DoesNotUseSessionAttribute());
        routes.MapGet(ApiVersion.Base + "/adviezen/stroom", StreamAsync).RequireAuthorization(RoleNames.Gate).WithMetadata(new DoesNotUseSessionAttribute());
    }

    private static Task FindAsync(string id, HttpContext http, [FromServices] GateAdvices advices) => advices.Find(http.Caller(), id) is { } asked
        ? JsonText.WriteAsync(http, StatusCodes.Status200OK, json => Write(json, asked))
        : Problem.WriteAsync(http, StatusCodes.Status404NotFound);

    private static Task StreamAsync(HttpContext http, [FromServices] EventStream stream, [FromServices] GateAdvices advices)
    {
        var caller = http.Caller();
        return stream.RunAsync(http, new StreamSource(
            caller.Participant!.Id,
            caller.Location!.Id,
            some => advices.Of(some).Select(told => new StreamEvent(told.Seq, "advies", json => Write(json, told.Asked)))));
    }

    private static void Write(Utf8JsonWriter json, AskedAdvice asked)
    {
        json.WriteString("bevraging", asked.QueryId.ToString());
        json.WriteString("referentie", asked.Reference);
        json.WriteString("advies", asked.Advice?.Word);
        json.WriteString("voorwaarden", asked.Advice is { Conditions.Count: > 0 } advice ? string.Join('\n', advice.Conditions) : null);
        json.WriteString("tijdstip", asked.Advice is { } given ? JsonText.Moment(given.At) : null);
    }
}
