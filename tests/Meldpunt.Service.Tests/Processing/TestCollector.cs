using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Meldpunt.Service.Tests.Processing;

/// <summary>A real receiver of OTLP over HTTP, that can be away, refuse, and lie; it keeps what it was sent and what it took.</summary>
public sealed class TestCollector : IAsyncDisposable
{
    public const string Path = "/v1/traces";
    public const string Thanks = """{"partialSuccess":{}}""";

    private readonly ConcurrentQueue<byte[]> _bodies = new();
    private readonly ConcurrentQueue<string> _headers = new();
    private readonly ConcurrentQueue<ReceivedSpan> _taken = new();
    private WebApplication? _app;
    private int _port;

    /// <summary>What to answer to these spans; the default takes them all.</summary>
    public Func<IReadOnlyList<ReceivedSpan>, (HttpStatusCode Status, string Body)> Answer { get; set; } = _ => (HttpStatusCode.OK, Thanks);

    /// <summary>True to keep what came although the answer will not say so: it was written and the word was lost.</summary>
    public bool TakesWhatItRefuses { get; set; }

    /// <summary>How long it takes over every answer.</summary>
    public TimeSpan Pause { get; set; }

    public Uri Endpoint => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}{Path}"));

    /// <summary>Requests that came, whatever was answered.</summary>
    public int Requests => _bodies.Count;

    /// <summary>Every byte that came, as text.</summary>
    public string Raw => string.Join('\n', _bodies.Select(Encoding.UTF8.GetString)) + string.Join('\n', _headers);

    /// <summary>The spans that were confirmed, or kept without saying so.</summary>
    public IReadOnlyList<ReceivedSpan> Taken => [.. _taken];

    public static async Task<TestCollector> StartAsync()
    {
        var collector = new TestCollector();
        await collector.ComeBackAsync();
        return collector;
    }

    /// <summary>Listens, on the same port as before.</summary>
    public async Task ComeBackAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, _port));
        _app = builder.Build();
        _app.MapPost(Path, ReceiveAsync);
        await _app.StartAsync();
        _port = new Uri(_app.Urls.First()).Port;
    }

    /// <summary>Is away: connections are refused.</summary>
    public async Task GoAwayAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
            _app = null;
        }
    }

    public async ValueTask DisposeAsync() => await GoAwayAsync();

    /// <summary>Waits until something is so.</summary>
    public async Task WaitAsync(Func<TestCollector, bool> isSo, string what)
    {
        for (var turn = 0; !isSo(this); turn++)
        {
            Assert.True(turn < 1_500, $"waited in vain until {what}; {Taken.Count} spans in {Requests} requests came");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public Task WaitForAsync(int spans) => WaitAsync(collector => collector.Taken.Count >= spans, $"{spans} spans came");

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _bodies.Enqueue(body.ToArray());
        _headers.Enqueue(string.Join('\n', http.Request.Headers.Select(header => $"{header.Key}: {header.Value}")));
        var spans = Read(body.ToArray());
        if (Pause > TimeSpan.Zero)
        {
            await Task.Delay(Pause, TimeProvider.System, http.RequestAborted);
        }

        var (status, text) = Answer(spans);
        if (TakesWhatItRefuses || (status == HttpStatusCode.OK && string.Equals(text, Thanks, StringComparison.Ordinal)))
        {
            foreach (var span in spans)
            {
                _taken.Enqueue(span);
            }
        }

        http.Response.StatusCode = (int)status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(text);
    }

    private static List<ReceivedSpan> Read(byte[] body)
    {
        var spans = new List<ReceivedSpan>();
        foreach (var resource in JsonNode.Parse(body)!["resourceSpans"]!.AsArray())
        {
            var service = Attributes(resource!["resource"]!);
            foreach (var span in resource["scopeSpans"]!.AsArray().SelectMany(scope => scope!["spans"]!.AsArray()))
            {
                spans.Add(new ReceivedSpan(
                    Text(span!, "traceId"), Text(span!, "spanId"), span!["parentSpanId"] is not null, Text(span!, "name"), Text(span!, "startTimeUnixNano"),
                    Text(span!, "endTimeUnixNano"), span!["status"]!["code"]!.GetValue<int>(), Attributes(span!), service, span.ToJsonString()));
            }
        }

        return spans;
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static Dictionary<string, string> Attributes(JsonNode node) => node["attributes"]!.AsArray().ToDictionary(
        attribute => Text(attribute!, "key"), attribute => Text(attribute!["value"]!, "stringValue"), StringComparer.Ordinal);
}
