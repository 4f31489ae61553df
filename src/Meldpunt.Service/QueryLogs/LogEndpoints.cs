using System.Text;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.QueryLog.Tree;
using Meldpunt.Admin.QueryLog.Witnesses;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.QueryLogs;

/// <summary>
/// The tree over the query log, for witnesses and for whoever checks a proof: open to all, because it holds hashes and nothing that can be guessed from them
/// (docs/adr/0013). The rows themselves are not served here.
/// </summary>
internal static partial class LogEndpoints
{
    /// <summary>Content type of notes, proofs and keys.</summary>
    public const string TextType = "text/plain; charset=utf-8";

    private const string Immutable = "public, max-age=31536000, immutable";

    public static void MapQueryLogTree(this IEndpointRouteBuilder routes)
    {
        Open(routes.MapGet(LogPaths.Checkpoint, (HttpContext http, [FromServices] CosignatureDesk desk) => WriteTextAsync(http, desk.Newest().ToString())));
        Open(routes.MapGet(LogPaths.Key, (HttpContext http, [FromServices] LogSealer sealer) => WriteTextAsync(http, sealer.Key + "\n")));
        Open(routes.MapGet(LogPaths.Tile + "{**path}", TileAsync));
        Open(routes.MapPost(LogPaths.Cosignatures, CosignAsync)).WithMetadata(new RequestSizeLimitAttribute(LogPaths.MaxCheckpointBytes));
    }

    /// <summary>Writes a text as it is.</summary>
    public static async Task WriteTextAsync(HttpContext http, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        http.Response.ContentType = TextType;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static RouteHandlerBuilder Open(RouteHandlerBuilder route) => route.AllowAnonymous().RequireRateLimiting(AccessSetup.OpenLogLimit);

    private static async Task TileAsync(HttpContext http, string? path, [FromServices] LogSealer sealer)
    {
        // Only what stands under the checkpoint that is shown: a hash of a row whose seal might still be lost in a power cut is not given away.
        if (!TileId.TryParse(path, out var tile, out var width)
            || tile.WidthAt(sealer.Published.Size) < width
            || sealer.Tiles.Read(tile) is not { } hashes
            || hashes.Length < width * LogFormat.HashBytes)
        {
            await Problem.WriteAsync(http, StatusCodes.Status404NotFound);
            return;
        }

        var bytes = hashes[..(width * LogFormat.HashBytes)];
        http.Response.Headers.CacheControl = Immutable;
        http.Response.ContentType = "application/octet-stream";
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static async Task CosignAsync(HttpContext http, [FromServices] CosignatureDesk desk, [FromServices] ILoggerFactory loggers)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var outcome = SignedNote.TryParse(body.GetBuffer().AsSpan(0, (int)body.Length), out var note)
            ? await desk.AcceptAsync(note)
            : CosignatureOutcome.Unreadable;
        switch (outcome)
        {
            case CosignatureOutcome.Accepted:
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case CosignatureOutcome.Unreadable:
                await Problem.WriteAsync(http, StatusCodes.Status400BadRequest, "Dit is geen ondertekend zegel.");
                break;
            case CosignatureOutcome.NotOfThisLog:
                await Problem.WriteAsync(http, StatusCodes.Status403Forbidden, "De sleutel van dit logboek heeft dit zegel niet ondertekend.");
                break;
            case CosignatureOutcome.UnknownWitness:
                await Problem.WriteAsync(http, StatusCodes.Status403Forbidden, "Geen aangemelde getuige heeft dit zegel ondertekend, of een van de handtekeningen is vals.");
                break;
            default:
                // A witness that is known holds a checkpoint with this log's signature that is not of this tree: either database and second place were
                // put back together, or somebody else signs with this key.
                Log.OtherTree(loggers.CreateLogger(typeof(LogEndpoints)));
                await Problem.WriteAsync(http, StatusCodes.Status409Conflict, "Dit zegel is met de sleutel van dit logboek ondertekend, maar dit logboek is een ander. Bel de beheerder.");
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(30, LogLevel.Critical, "A registered witness holds a checkpoint that this log's key signed and that is not of this log's tree: the log was put back or forked. See docs/operations.md.")]
        public static partial void OtherTree(ILogger logger);
    }
}
