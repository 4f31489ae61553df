using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Meldpunt.Admin.Processing;

namespace Meldpunt.Service.Processing;

/// <summary>
/// The collector of the second log. It has the records when it says so: status 200 with an OTLP answer that refuses none. Anything else confirms nothing,
/// also a cheerful page of something in between.
/// </summary>
internal sealed class OtlpCollector : IDisposable
{
    private const int MaxAnswerBytes = 64 * 1024;
    private static readonly TimeSpan ConnectionAge = TimeSpan.FromMinutes(5);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly ProcessingLogOptions _options;
    private readonly HttpClient _client;

    public OtlpCollector(ProcessingLogOptions options)
    {
        _options = options;
        _client = new HttpClient(new SocketsHttpHandler
        {
            // Records go to the address that was named and nowhere else, and carry nothing but themselves.
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            MaxConnectionsPerServer = 1,
            PooledConnectionLifetime = ConnectionAge,
        })
        {
            Timeout = options.RequestLimit,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
    }

    /// <summary>Sends records; throws only when cancelled.</summary>
    public async Task<ExportOutcome> SendAsync(IReadOnlyList<ProcessingRecord> records, CancellationToken cancellation)
    {
        using var content = new ReadOnlyMemoryContent(OtlpTraceRequest.Write(records, _options.Activity));
        content.Headers.ContentType = Json;
        try
        {
            using var response = await _client.PostAsync(_options.Endpoint, content, cancellation);
            return response.StatusCode == HttpStatusCode.OK
                ? Read(await response.Content.ReadAsByteArrayAsync(cancellation))
                : ExportOutcome.NotConfirmed;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return ExportOutcome.Unreachable;
        }
    }

    public void Dispose() => _client.Dispose();

    // {"partialSuccess":{"rejectedSpans":"2","errorMessage":"…"}}; a number may be written either way, and a warning alone refuses nothing.
    private static ExportOutcome Read(byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return ExportOutcome.NotConfirmed;
            }

            return document.RootElement.TryGetProperty("partialSuccess", out var partial) && IsRefusal(partial)
                ? ExportOutcome.PartlyRefused
                : ExportOutcome.Confirmed;
        }
        catch (JsonException)
        {
            return ExportOutcome.NotConfirmed;
        }
    }

    private static bool IsRefusal(JsonElement partial) =>
        partial.ValueKind == JsonValueKind.Object
        && partial.TryGetProperty("rejectedSpans", out var rejected)
        && rejected.ToString() is not ("0" or "");
}
