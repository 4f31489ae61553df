using System.Net.Mime;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Witnesses;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Meldpunt.Service.Queries;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.QueryLogs;

/// <summary><c>GET /v1/bevragingen/{id}/bewijs</c>: one row with the proof that it is in the log, to carry away (C2SP tlog-proof).</summary>
internal static class ProofEndpoint
{
    private const string Start = QueryEndpoints.Path + "/";
    private const string End = "/bewijs";
    private const string RetryAfterSeconds = "2";

    // A row gets its seal within a few tenths of a second; whoever asks sooner waits for it rather than asking again.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    public static void MapProofs(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Start + "{id}" + End, ProveAsync).RequireAuthorization(AccessSetup.LogReaders).WithMetadata(new RequiresStepUpAttribute());

    /// <summary>True for the address of the proof of some row.</summary>
    public static bool IsAddress(string path) =>
        path.Length == Start.Length + (2 * OpaqueId.SizeBytes) + End.Length
        && path.StartsWith(Start, StringComparison.Ordinal)
        && path.EndsWith(End, StringComparison.Ordinal)
        && OpaqueId.TryParse(path[Start.Length..^End.Length], out _);

    private static async Task ProveAsync(
        string id, HttpContext http, [FromServices] QueryLogReader log, [FromServices] CosignatureDesk desk, [FromServices] TimeProvider time)
    {
        if (!OpaqueId.TryParse(id, out var queryId) || log.FindBytes(queryId) is not { } row || !MayRead(http.Caller(), row))
        {
            await Problem.WriteAsync(http, StatusCodes.Status404NotFound);
            return;
        }

        if (await WaitForProofAsync(desk, row, time, http.RequestAborted) is not { } proof)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            await Problem.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "Deze bevraging is vastgelegd maar nog niet verzegeld. Probeer het straks opnieuw.");
            return;
        }

        http.Response.Headers.ContentDisposition = new ContentDisposition { FileName = $"bevraging-{id}.tlog-proof" }.ToString();
        await LogEndpoints.WriteTextAsync(http, proof.ToString());
    }

    private static bool MayRead(Caller caller, byte[] row) =>
        caller.Participant is null || caller.Participant.Id == QueryLogReader.Read(row).ParticipantId;

    private static async Task<TlogProof?> WaitForProofAsync(CosignatureDesk desk, byte[] row, TimeProvider time, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            if (desk.Prove(row) is { } proof)
            {
                return proof;
            }

            if (time.GetElapsedTime(began) >= MaxWait)
            {
                return null;
            }

            await Task.Delay(Step, time, cancellation);
        }
    }
}
