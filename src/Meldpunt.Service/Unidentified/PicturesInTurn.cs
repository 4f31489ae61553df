using System.Collections.Concurrent;
using System.Globalization;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Unidentified;

/// <summary>
/// One account sends pictures one request at a time; a second is told to come back before its body is read. So nobody fills the memory, and the writer that
/// gates wait for, with twenty at once.
/// </summary>
internal sealed class PicturesInTurn(RequestDelegate next)
{
    private const int RetryAfterSeconds = 2;

    private readonly ConcurrentDictionary<OpaqueId, bool> _sending = new();

    public async Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || http.GetEndpoint()?.Metadata.GetMetadata<SendsPicturesAttribute>() is null || http.FindCaller() is not { } caller)
        {
            await next(http);
            return;
        }

        if (!_sending.TryAdd(caller.AccountId, true))
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            await Problem.WriteAsync(http, StatusCodes.Status429TooManyRequests);
            return;
        }

        try
        {
            await next(http);
        }
        finally
        {
            _sending.TryRemove(caller.AccountId, out _);
        }
    }
}
