using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Names;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Meldpunt.Service.Health;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.Registrations;

/// <summary><c>/v1/toetsingen</c>: a security desk looks whether a person is known, before it registers.</summary>
internal static class LookEndpoint
{
    private const string Person = "persoon";
    private const string IncidentDate = "incidentdatum";
    private const int MaxMrzLines = 3;

    public static void MapLooks(this IEndpointRouteBuilder routes) =>
        routes.MapPost(ApiVersion.Base + "/toetsingen", LookAsync).RequireAuthorization(RoleNames.Security);

    private static async Task LookAsync(
        HttpContext http, [FromServices] EntryRegistrar registrar, [FromServices] Readiness readiness, [FromServices] TimeProvider time)
    {
        using var body = await JsonBody.ReadAsync(http);
        if (body is null)
        {
            return;
        }

        var faults = new List<Fault>();
        var (person, incident) = Read(body.Root(faults), DutchCalendar.Today(time), faults);
        if (person is null || faults.Count > 0)
        {
            await Problem.WriteAsync(http, faults);
            return;
        }

        readiness.ThrowUnlessAbleToAnswer();
        var known = await registrar.LookAsync(http.Caller(), person, incident);
        await JsonText.WriteAsync(http, StatusCodes.Status201Created, json => KnownJson.Write(json, known));
    }

    // A scanned zone stands beside the person, who then has no name and no birth date of their own.
    private static (PersonDetails? Person, DateOnly? Incident) Read(JsonObjectReader reader, DateOnly today, List<Fault> faults)
    {
        var typed = reader.Object(Person);
        var input = PersonJson.Read(typed);
        var mrz = reader.TextOrLines(PersonFields.Mrz, MaxMrzLines);
        var incident = RegistrationCheck.DayIfAny(reader.Text(IncidentDate), IncidentDate, faults);
        reader.RefuseOthers();
        typed.RefuseOthers();
        var person = reader.Has(PersonFields.Mrz)
            ? MrzCheck.Check(mrz, input, today, faults)
            : PersonCheck.Check(input, today, Person + ".", faults);
        return (person, incident);
    }
}
