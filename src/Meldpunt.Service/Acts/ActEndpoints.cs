using System.Globalization;
using System.Text.Json;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.Acts;

/// <summary><c>/v1/handelingen</c>: what was done to the register and to participants; a desk reads what concerns its own participant.</summary>
internal static class ActEndpoints
{
    private const string Path = ApiVersion.Base + "/handelingen";

    public static void MapActs(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, ListAsync).RequireAuthorization(AccessSetup.ActReaders);

    private static Task ListAsync(HttpContext http, [FromServices] ActReader acts, [FromServices] AccessDirectory directory)
    {
        var faults = new List<Fault>();
        var query = new ListParameters(http.Request.Query, faults);
        var size = query.PageSize();
        var participant = Id(query, "deelnemer");
        var subject = Id(query, "betreft");
        var after = query.After();
        query.RefuseOthers();
        long before = 0;
        if (after is not null && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            query.Add("cursor", "Deze cursor komt niet van hier.");
        }

        if (faults.Count > 0)
        {
            return Problem.WriteAsync(http, faults);
        }

        // Another's acts are not there for a desk, whatever it asks for.
        var own = http.Caller().Participant?.Id;
        var found = own is not null && participant is not null && participant != own
            ? []
            : acts.List(own ?? participant, subject, after is null ? null : before, size + 1);
        return JsonText.WriteAsync(http, StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray("handelingen");
            foreach (var record in found.Take(size))
            {
                Write(json, record, directory);
            }

            json.WriteEndArray();
            json.WriteString("volgende", found.Count > size ? ListParameters.Cursor(found[size - 1].Row.Seq.ToString(CultureInfo.InvariantCulture)) : null);
        });
    }

    private static OpaqueId? Id(ListParameters query, string name)
    {
        if (query.Text(name) is not { } text)
        {
            return null;
        }

        if (OpaqueId.TryParse(text, out var id))
        {
            return id;
        }

        query.Add(name, "Schrijf een kenmerk: 32 cijfers en letters a tot en met f.");
        return null;
    }

    private static void Write(Utf8JsonWriter json, ActRecord record, AccessDirectory directory)
    {
        var (row, act) = record;
        json.WriteStartObject();
        json.WriteNumber("volgnummer", row.Seq);
        json.WriteString("id", row.QueryId.ToString());
        json.WriteString("tijdstip", JsonText.Moment(row.RecordedAt));
        json.WriteString("handeling", act.Kind);
        json.WriteString("betreft", act.SubjectId.ToString());
        json.WriteString("deelnemer", directory.FindParticipant(act.ParticipantId)?.Name);
        json.WriteString("deelnemerId", act.ParticipantId.IsEmpty ? null : act.ParticipantId.ToString());
        json.WriteString("medewerker", directory.FindAccount(row.AccountId)?.UserName);
        json.WriteString("medewerkerId", row.AccountId.IsEmpty ? null : row.AccountId.ToString());
        json.WriteStartObject("gegevens");
        foreach (var (name, value) in act.Details)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
