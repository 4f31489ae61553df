using Meldpunt.Service.Api;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.Health;

/// <summary>For the machine that watches this one: <c>/livez</c> (the process answers) and <c>/readyz</c> (queries can be answered).</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/livez", (HttpContext http) => JsonText.WriteAsync(http, StatusCodes.Status200OK, json => json.WriteBoolean("leeft", value: true)))
            .AllowAnonymous();
        routes.MapGet("/readyz", (HttpContext http, [FromServices] Readiness readiness) =>
        {
            var ready = readiness.IsReady;
            return JsonText.WriteAsync(http, ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, json =>
            {
                json.WriteBoolean("gereed", ready);
                json.WriteBoolean("logboek", readiness.StoreIsWell);
                json.WriteBoolean("register", readiness.IndexIsCurrent);
                json.WriteBoolean("sleutels", readiness.KeysAreThere);
                json.WriteBoolean("zegel", readiness.SealIsFresh);
                json.WriteBoolean("klok", readiness.ClockIsRight);
                json.WriteBoolean("certificaat", readiness.CertificateIsFresh);
                json.WriteBoolean("opvolging", readiness.MatchesAreFollowed);
            });
        }).AllowAnonymous();
    }
}
