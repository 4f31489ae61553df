using System.Globalization;
using System.Net.Mime;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Meldpunt.Service.Queries;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.QueryLogs;

/// <summary><c>/logboek/uitvoer</c>: what the page of the log shows, with the same filters, as a file to carry away.</summary>
internal static partial class LogArchiveEndpoint
{
    /// <summary>Where it is.</summary>
    public const string Path = LogPaths.Base + "/uitvoer";

    private const string RetryAfterSeconds = "60";

    public static void MapLogArchive(this IEndpointRouteBuilder routes) => routes.MapGet(Path, WriteAsync)
        .RequireAuthorization(AccessSetup.LogReaders)
        .WithMetadata(new RequiresStepUpAttribute());

    private static async Task WriteAsync(
        HttpContext http, [FromServices] LogArchive archive, [FromServices] AccessDirectory directory, [FromServices] TimeProvider time, [FromServices] ILoggerFactory loggers)
    {
        var faults = new List<Fault>();
        var parameters = new ListParameters(http.Request.Query, faults);
        var filter = QueryEndpoints.ReadFilter(parameters, http.Caller(), directory);
        parameters.RefuseOthers();
        if (faults.Count > 0)
        {
            await Problem.WriteAsync(http, faults);
            return;
        }

        using var place = archive.TryBegin();
        if (place is null)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            await Problem.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "Er worden al uitvoerbestanden gemaakt. Probeer het over een minuut opnieuw.");
            return;
        }

        var day = DutchCalendar.Today(time).ToString("O", CultureInfo.InvariantCulture);
        http.Response.ContentType = MediaTypeNames.Application.Zip;
        http.Response.Headers.ContentDisposition = new ContentDisposition { FileName = $"logboek-{day}.zip" }.ToString();

        // By the writer and not the body: the ends of ZIP entries are written synchronously, which the body refuses.
        await using var body = http.Response.BodyWriter.AsStream(leaveOpen: true);
        var count = await archive.WriteAsync(body, filter, http.RequestAborted);
        Log.CarriedAway(loggers.CreateLogger(typeof(LogArchiveEndpoint)), count, http.Caller().AccountId);
    }

    private static partial class Log
    {
        [LoggerMessage(29, LogLevel.Information, "{Count} rows of the query log were carried away by account {Account}.")]
        public static partial void CarriedAway(ILogger logger, int count, OpaqueId account);
    }
}
