using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.NotMe;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Names;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Meldpunt.Service.Health;
using Meldpunt.Service.Registrations;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.FollowUps;

/// <summary><c>/v1/opvolgingen/{id}/merktekens</c>: a visitor who is not the registered person, and the end of that mark. The person in the body is hashed, and nothing else of it kept.</summary>
internal static class NotMeEndpoints
{
    private const int MaxMrzLines = 3;
    private const int MaxBodyBytes = 8 * 1024;

    public static void MapNotMe(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(FollowUpEndpoints.Path + "/{id}/merktekens").RequireAuthorization(RoleNames.Security).WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
        group.MapPost(string.Empty, MakeAsync);
        group.MapPost("/verwijderingen", RemoveAsync);
    }

    private static async Task MakeAsync(
        string id, HttpContext http, [FromServices] NotMeDesk desk, [FromServices] FollowUpJson writer, [FromServices] Readiness readiness, [FromServices] TimeProvider time)
    {
        using var body = await JsonBody.ReadAsync(http);
        if (body is null)
        {
            return;
        }

        var faults = new List<Fault>();
        var (visitor, consent) = Read(body.Root(faults), DutchCalendar.Today(time), faults);
        await AnswerAsync(http, id, readiness, writer, (caseId, version) => desk.MakeAsync(http.Caller(), caseId, visitor, consent, version, faults));
    }

    // There is nothing to say but yes: no body, or an empty object.
    private static async Task RemoveAsync(
        string id, HttpContext http, [FromServices] NotMeDesk desk, [FromServices] FollowUpJson writer, [FromServices] Readiness readiness)
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

        await AnswerAsync(http, id, readiness, writer, (caseId, version) => desk.RemoveAsync(http.Caller(), caseId, version, faults));
    }

    // A scanned zone stands beside the person, who then has no name and no birth date of their own.
    private static (PersonDetails? Visitor, bool? Consent) Read(JsonObjectReader reader, DateOnly today, List<Fault> faults)
    {
        var typed = reader.Object(NotMeTerms.Person);
        var input = PersonJson.Read(typed);
        var mrz = reader.TextOrLines(PersonFields.Mrz, MaxMrzLines);
        var consent = reader.Flag(NotMeTerms.Consent);
        reader.RefuseOthers();
        typed.RefuseOthers();
        var visitor = reader.Has(PersonFields.Mrz)
            ? MrzCheck.Check(mrz, input, today, faults)
            : PersonCheck.Check(input, today, NotMeTerms.Person + ".", faults);
        return (visitor, consent);
    }

    private static async Task AnswerAsync(HttpContext http, string id, Readiness readiness, FollowUpJson writer, Func<OpaqueId, int?, Task<FollowUpResult>> act)
    {
        if (!OpaqueId.TryParse(id, out var caseId))
        {
            await Problem.WriteAsync(http, StatusCodes.Status404NotFound);
            return;
        }

        // Every act is a row of the log.
        readiness.ThrowUnlessAbleToAnswer();
        await FollowUpAnswer.WriteAsync(http, await act(caseId, EntryAnswer.Version(http.Request)), writer);
    }
}
