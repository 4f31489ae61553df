using System.Net;
using System.Text.Json.Nodes;

namespace Meldpunt.Service.Tests.FollowUps;

/// <summary>Somebody who listens to a stream of events, line by line, as the standard says (WHATWG HTML, 9.2).</summary>
internal sealed class Listener : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _client;
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private Listener(HttpClient client, HttpResponseMessage response, Stream stream)
    {
        _client = client;
        _response = response;
        _lines = new StreamReader(stream);
    }

    public HttpResponseMessage Response => _response;

    public HttpStatusCode Status => _response.StatusCode;

    /// <summary>Opens a stream; the client goes with it.</summary>
    public static async Task<Listener> OpenAsync(HttpClient client, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return new Listener(client, response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next event; null when the stream ended. Fails when there is neither in time.</summary>
    public async Task<HeardEvent?> NextAsync(TimeSpan? patience = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(patience ?? Patience);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            while (await _lines.ReadLineAsync(limit.Token) is { } line)
            {
                if (line.Length > 0)
                {
                    var parts = line.Split(':', 2);
                    fields[parts[0]] = parts[^1].TrimStart(' ');
                }
                else if (fields.TryGetValue("event", out var name))
                {
                    return new HeardEvent(fields.GetValueOrDefault("id"), name, fields.GetValueOrDefault("data", string.Empty));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // Cut off is ended too.
        }

        return null;
    }

    /// <summary>Why there is no stream.</summary>
    public async Task<JsonObject> ProblemAsync() => JsonNode.Parse(await _lines.ReadToEndAsync(TestContext.Current.CancellationToken))!.AsObject();

    /// <summary>The next event that has a number and says something: no heartbeat.</summary>
    public async Task<HeardEvent> MessageAsync(TimeSpan? patience = null)
    {
        while (await NextAsync(patience) is { } heard)
        {
            if (heard is { Id: not null, Name: not "hartslag" })
            {
                return heard;
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }

    /// <summary>Waits until the stream ends.</summary>
    public async Task EndAsync(TimeSpan? patience = null)
    {
        while (await NextAsync(patience) is not null)
        {
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
        _client.Dispose();
    }
}
