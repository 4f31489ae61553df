using System.Globalization;
using System.Text.Json;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.Queries;

/// <summary><c>/v1/bevragingen</c>: asking, and reading what was asked.</summary>
internal static class QueryEndpoints
{
    /// <summary>Where queries are.</summary>
    public const string Path = ApiVersion.Base + "/bevragingen";
    private const int MaxBodyBytes = 8 * 1024;

    public static void MapQueries(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, (HttpContext http, [FromServices] QueryHandler handler) => handler.HandleAsync(http))
            .RequireAuthorization(RoleNames.Gate)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
        routes.MapGet(Path, ListAsync)
            .RequireAuthorization(AccessSetup.LogReaders);
    }

    private static Task ListAsync(HttpContext http, [FromServices] QueryLogReader log, [FromServices] AccessDirectory directory)
    {
        var faults = new List<Fault>();
        var query = new ListParameters(http.Request.Query, faults);
        var size = query.PageSize();
        var filter = ReadFilter(query, http.Caller(), directory, queriesOnly: true);
        query.RefuseOthers();
        if (faults.Count > 0)
        {
            return Problem.WriteAsync(http, faults);
        }

        var rows = filter is null ? [] : log.List(filter, size + 1);
        return JsonText.WriteAsync(http, StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray("bevragingen");
            foreach (var row in rows.Take(size))
            {
                WriteRow(json, row, directory);
            }

            json.WriteEndArray();
            json.WriteString("volgende", rows.Count > size ? ListParameters.Cursor(rows[size - 1].Seq.ToString(CultureInfo.InvariantCulture)) : null);
        });
    }

    // Null is "nothing can pass": a name or id that is not there, or is not the caller's to see, gives an empty list and tells nothing.
    internal static QueryLogFilter? ReadFilter(ListParameters query, Caller caller, AccessDirectory directory, bool queriesOnly = false)
    {
        var participantText = query.Text("deelnemer");
        var locationText = query.Text("locatie");
        var accountText = query.Text("medewerker");
        var outcome = query.Choice("uitkomst", QueryTerms.Outcomes);
        var reference = query.Reference();
        var from = query.Moment("van", endOfDay: false);
        var before = query.Moment("tot", endOfDay: true);
        var after = query.After();
        var own = caller.Participant?.Id;
        var participant = Resolve(participantText, directory.Participants, candidate => candidate.Id, candidate => candidate.Name);
        var locationId = OpaqueId.TryParse(locationText, out var parsedLocation) ? parsedLocation : (OpaqueId?)null;
        var account = OpaqueId.TryParse(accountText, out var accountId) ? accountId : default;
        var impossible =
            (participantText is not null && (participant is null || (own is not null && participant != own)))
            || (accountText is not null && account.IsEmpty)
            || (after is not null && !long.TryParse(after, CultureInfo.InvariantCulture, out _));
        return impossible ? null : new QueryLogFilter
        {
            ParticipantId = own ?? participant,
            LocationId = locationId,
            LocationName = locationId is null ? locationText : null,
            AccountId = account.IsEmpty ? null : account,
            Outcome = outcome,
            Reference = reference,
            From = from,
            Before = before,
            QueriesOnly = queriesOnly,
            BeforeSeq = after is null ? null : long.Parse(after, CultureInfo.InvariantCulture),
        };
    }

    private static OpaqueId? Resolve<T>(string? text, IEnumerable<T> candidates, Func<T, OpaqueId> idOf, Func<T, string> nameOf)
    {
        if (text is null)
        {
            return null;
        }

        _ = OpaqueId.TryParse(text, out var id);
        return candidates
            .Where(candidate => idOf(candidate) == id || string.Equals(nameOf(candidate), text, StringComparison.OrdinalIgnoreCase))
            .Select(candidate => (OpaqueId?)idOf(candidate))
            .FirstOrDefault();
    }

    private static void WriteRow(Utf8JsonWriter json, LoggedQuery row, AccessDirectory directory)
    {
        json.WriteStartObject();
        json.WriteNumber("volgnummer", row.Seq);
        json.WriteString("id", row.QueryId.ToString());
        json.WriteString("tijdstip", JsonText.Moment(row.RecordedAt));
        json.WriteString("doel", QueryTerms.Of(row.Purpose));
        json.WriteString("uitkomst", QueryTerms.InExport(row));
        json.WriteString("deelnemer", directory.FindParticipant(row.ParticipantId)?.Name);
        json.WriteString("deelnemerId", row.ParticipantId.IsEmpty ? null : row.ParticipantId.ToString());
        json.WriteString("locatie", directory.FindLocation(row.LocationId)?.Name);
        json.WriteString("locatieId", row.LocationId.IsEmpty ? null : row.LocationId.ToString());
        json.WriteString("medewerker", directory.FindAccount(row.AccountId)?.UserName);
        json.WriteString("medewerkerId", row.AccountId.ToString());
        json.WriteString("terminal", row.TerminalId.IsEmpty ? null : row.TerminalId.ToString());
        json.WriteString("referentie", row.Reference);
        json.WriteString("regel", row.Rule);
        json.WriteStartArray("overeenkomst");
        foreach (var word in row.AgreementWords)
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
