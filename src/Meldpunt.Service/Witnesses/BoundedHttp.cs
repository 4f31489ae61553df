using System.Net.Http.Headers;
using System.Text;

namespace Meldpunt.Service.Witnesses;

/// <summary>
/// HTTP to a machine that may mean harm: every exchange has a limit on its time and on its bytes, and goes nowhere but where it was sent. Throws
/// <see cref="FetchException"/> for whatever goes wrong on the way. Safe to use from many threads.
/// </summary>
internal sealed class BoundedHttp : IDisposable
{
    private const int MaxHeaderKilobytes = 16;

    private readonly HttpClient _client;
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;

    /// <param name="time">The clock.</param>
    /// <param name="limit">The longest that one exchange may take, from connecting to the last byte.</param>
    public BoundedHttp(TimeProvider time, TimeSpan limit)
    {
        _time = time;
        _limit = limit;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxResponseHeadersLength = MaxHeaderKilobytes,

            // A machine that moved must be found again by a process that runs for months.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("meldpunt-getuige", "1"));
    }

    /// <summary>GET.</summary>
    /// <param name="address">Where.</param>
    /// <param name="maxBytes">An answer that is larger is no answer.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<BoundedAnswer> GetAsync(Uri address, int maxBytes, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, address), maxBytes, cancellation);

    /// <summary>POST of a text.</summary>
    /// <param name="address">Where.</param>
    /// <param name="text">What.</param>
    /// <param name="mediaType">Of what kind; in UTF-8.</param>
    /// <param name="maxBytes">An answer that is larger is no answer.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<BoundedAnswer> PostAsync(Uri address, string text, string mediaType, int maxBytes, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(text, Encoding.UTF8, mediaType) }, maxBytes, cancellation);

    public void Dispose() => _client.Dispose();

    private async Task<BoundedAnswer> SendAsync(HttpRequestMessage request, int maxBytes, CancellationToken cancellation)
    {
        using var ended = request;
        using var tooLate = new CancellationTokenSource(_limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLate.Token, cancellation);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var body = await ReadAsync(response.Content, maxBytes, either.Token);
            return new BoundedAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body);
        }
        catch (OperationCanceledException) when (tooLate.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new FetchException("De andere kant antwoordde niet op tijd.");
        }
        catch (Exception exception) when (exception is HttpRequestException or (IOException and not FetchException))
        {
            throw new FetchException($"De andere kant is niet bereikbaar ({exception.GetType().Name}).");
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellation)
    {
        var buffer = new byte[maxBytes + 1];
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length <= maxBytes ? buffer[..length] : throw new FetchException("De andere kant stuurde meer dan mag.");
    }
}
