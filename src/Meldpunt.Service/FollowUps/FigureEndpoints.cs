using System.Text.Json;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.FollowUps.Figures;
using Meldpunt.Admin.Persons;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.FollowUps;

/// <summary><c>/v1/cijfers/opvolging</c>: how matches are followed up, in numbers.</summary>
internal static class FigureEndpoints
{
    public static void MapFigures(this IEndpointRouteBuilder routes) =>
        routes.MapGet(ApiVersion.Base + "/cijfers/opvolging", ReadAsync).RequireAuthorization(AccessSetup.FigureReaders);

    private static Task ReadAsync(HttpContext http, [FromServices] FigureReader reader, [FromServices] AccessDirectory directory)
    {
        var faults = new List<Fault>();
        var query = new ListParameters(http.Request.Query, faults);
        var range = FigureRange.Read(query, reader);
        query.RefuseOthers();
        if (faults.Count > 0)
        {
            return Problem.WriteAsync(http, faults);
        }

        var figures = reader.Read(range.From, range.Until, http.Caller().Participant?.Id);
        return JsonText.WriteAsync(http, StatusCodes.Status200OK, json =>
        {
            json.WriteString("van", range.From.ToString());
            json.WriteString("tot", range.Until.ToString());
            WriteAll(json, "totaal", figures.Totals, directory);
            WriteAll(json, "perMaand", figures.ByMonth, directory);
        });
    }

    private static void WriteAll(Utf8JsonWriter json, string name, IReadOnlyList<FollowUpFigure> figures, AccessDirectory directory)
    {
        json.WriteStartArray(name);
        foreach (var figure in figures)
        {
            json.WriteStartObject();
            json.WriteString("maand", figure.Month?.ToString());
            json.WriteString("deelnemer", figure.ParticipantId is { } named ? directory.FindParticipant(named)?.Name : null);
            json.WriteString("deelnemerId", figure.ParticipantId?.ToString());
            json.WriteBoolean("teWeinig", figure.IsHidden);
            foreach (var (column, value) in FigureColumns.NumbersOf(figure))
            {
                WriteNumber(json, column, figure.IsHidden ? null : value);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
