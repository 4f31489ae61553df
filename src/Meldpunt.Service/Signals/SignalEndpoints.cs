using System.Globalization;
using System.Text.Json;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.QueryLog.Signals;
using Meldpunt.Service.Api;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.Signals;

/// <summary><c>/v1/bevragingen/signalen</c>: where the questions of an account look unlike those of a gate; for the auditor alone.</summary>
internal static class SignalEndpoints
{
    private const string QueriesPath = ApiVersion.Base + "/bevragingen";

    public static void MapSignals(this IEndpointRouteBuilder routes) =>
        routes.MapGet(QueriesPath + "/signalen", ListAsync).RequireAuthorization(RoleNames.Oversight);

    private static Task ListAsync(HttpContext http, [FromServices] SignalStore store, [FromServices] AccessDirectory directory)
    {
        var faults = new List<Fault>();
        var query = new ListParameters(http.Request.Query, faults);
        var size = query.PageSize();
        var before = ReadCursor(query);
        query.RefuseOthers();
        if (faults.Count > 0)
        {
            return Problem.WriteAsync(http, faults);
        }

        var signals = store.List(before, size + 1);
        return JsonText.WriteAsync(http, StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray("signalen");
            foreach (var signal in signals.Take(size))
            {
                WriteSignal(json, signal, directory);
            }

            json.WriteEndArray();
            json.WriteString("volgende", signals.Count > size ? ListParameters.Cursor(signals[size - 1].Id.ToString(CultureInfo.InvariantCulture)) : null);
        });
    }

    // What is no number is beyond the oldest: nothing comes after it.
    internal static long? ReadCursor(ListParameters query) =>
        query.After() is { } after ? long.TryParse(after, CultureInfo.InvariantCulture, out var id) ? id : 0 : null;

    private static void WriteSignal(Utf8JsonWriter json, Signal signal, AccessDirectory directory)
    {
        json.WriteStartObject();
        json.WriteNumber("nummer", signal.Id);
        json.WriteString("soort", SignalTerms.Of(signal.Kind));
        json.WriteString("uitleg", SignalTerms.Explain(signal.Kind, new PageTexts(TextCatalogue.Dutch)));
        json.WriteString("deelnemer", directory.FindParticipant(signal.ParticipantId)?.Name);
        json.WriteString("deelnemerId", signal.ParticipantId.ToString());
        json.WriteString("medewerker", directory.FindAccount(signal.AccountId)?.UserName);
        json.WriteString("medewerkerId", signal.AccountId.ToString());
        json.WriteString("eersteTijdstip", JsonText.Moment(signal.FirstAt));
        json.WriteString("laatsteTijdstip", JsonText.Moment(signal.LastAt));
        json.WriteNumber("aantal", signal.Count);
        json.WriteNumber("eersteVolgnummer", signal.FirstSeq);
        json.WriteNumber("laatsteVolgnummer", signal.LastSeq);
        json.WriteString("bevragingen", QueriesPath + SignalTerms.LogParameters(signal));
        json.WriteEndObject();
    }
}
