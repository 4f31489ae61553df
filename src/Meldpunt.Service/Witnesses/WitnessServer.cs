using System.Net;
using System.Security.Cryptography;
using System.Text;
using Meldpunt.Service.Logging;
using Meldpunt.Service.QueryLogs;
using Meldpunt.Service.Web;
using Serilog;

namespace Meldpunt.Service.Witnesses;

/// <summary>
/// A witness's own small web server: <c>POST /add-checkpoint</c>, and <c>GET /{hash of the log's name}/checkpoint</c> for whoever wants to see what it has. It
/// takes the log's signature for an answer and no credential; without TLS, because what it hears and says is public and signed.
/// </summary>
internal static class WitnessServer
{
    private const int MaxConnections = 100;

    // Hashes and signatures are checked in a moment; whoever takes longer to send them waits for something else.
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(20);

    /// <summary>Builds the server; the caller starts and disposes it.</summary>
    /// <param name="desk">What judges.</param>
    /// <param name="address">Where to listen.</param>
    /// <param name="port">On which port; 0 takes a free one.</param>
    /// <param name="time">The clock.</param>
    /// <param name="alarm">Called when the log turned out to be two.</param>
    public static WebApplication Build(WitnessDesk desk, IPAddress address, int port, TimeProvider time, Func<WitnessReport, Task> alarm)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders().AddSerilog(OperationalLog.Create(new HostOptions { LogConsole = Console.Error }), dispose: true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxRequestBodySize = LogPaths.MaxCheckpointBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = RequestLimits.MaxHeaderBytes;
            kestrel.Limits.RequestHeadersTimeout = RequestLimits.HeadersTimeout;
            kestrel.Listen(address, port);
        });

        var app = builder.Build();
        var monitoring = $"/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(desk.Origin)))}/checkpoint";
        app.MapPost("/add-checkpoint", http => WithinLimitAsync(http, time, cancellation => AddAsync(http, desk, alarm, cancellation)));
        app.MapGet(monitoring, http => WithinLimitAsync(http, time, cancellation => ShowAsync(http, desk, cancellation)));
        return app;
    }

    private static async Task WithinLimitAsync(HttpContext http, TimeProvider time, Func<CancellationToken, Task> answer)
    {
        using var tooLate = new CancellationTokenSource(RequestLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLate.Token, http.RequestAborted);
        try
        {
            await answer(either.Token);
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
        catch (BadHttpRequestException exception)
        {
            http.Response.StatusCode = exception.StatusCode;
        }
    }

    private static async Task AddAsync(HttpContext http, WitnessDesk desk, Func<WitnessReport, Task> alarm, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, cancellation);
        var answer = await desk.AddAsync(body.ToArray(), cancellation);
        if (answer.Alarm is { } report)
        {
            await alarm(report);
        }

        http.Response.StatusCode = answer.Status;
        await WriteAsync(http, answer.Body, answer.Status == StatusCodes.Status409Conflict ? WitnessSubmission.SizeType : LogEndpoints.TextType, cancellation);
    }

    private static async Task ShowAsync(HttpContext http, WitnessDesk desk, CancellationToken cancellation)
    {
        var kept = await desk.KeptAsync(cancellation);
        http.Response.StatusCode = kept is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        http.Response.Headers.CacheControl = "no-store";
        await WriteAsync(http, kept?.Note.ToString() ?? string.Empty, LogEndpoints.TextType, cancellation);
    }

    private static async Task WriteAsync(HttpContext http, string text, string contentType, CancellationToken cancellation)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        http.Response.ContentType = contentType;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, cancellation);
    }
}
