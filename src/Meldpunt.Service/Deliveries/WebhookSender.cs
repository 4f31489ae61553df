using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Messages;
using Meldpunt.Index.Identity;

namespace Meldpunt.Service.Deliveries;

/// <summary>
/// Sends one webhook. Time, bytes and connections have limits; nothing is followed, kept or read: the number of the answer is all that counts. The connection goes to an address that was checked
/// in this very try. Safe to use from many threads.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    private const int MaxHeaderKilobytes = 16;

    private readonly DeliveryOptions _options;
    private readonly DeliveryLinks _links;
    private readonly NetworkGuard _guard;
    private readonly OpaqueId _installation;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public WebhookSender(HostOptions options, DeliveryLinks links, NetworkGuard guard, Installation installation, TimeProvider time)
    {
        _options = options.Deliveries;
        _links = links;
        _guard = guard;
        _installation = installation.Id;
        _time = time;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            MaxResponseDrainSize = 0,

            // Every try looks the name up and checks it anew.
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = ConnectAsync,
            SslOptions = _options.Tls(),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("meldpunt", "1"));
    }

    /// <summary>One try. Throws only when cancelled.</summary>
    public async Task<DeliveryResult> SendAsync(OpenChannel channel, Delivery delivery, CancellationToken cancellation)
    {
        using var tooLate = new CancellationTokenSource(_options.Limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLate.Token, cancellation);
        using var request = Request(channel, delivery);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Judge(response);
        }
        catch (OperationCanceledException) when (tooLate.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new DeliveryResult(DeliveryOutcomes.TooSlow);
        }
        catch (HttpRequestException exception)
        {
            return DeliveryTroubleException.In(exception) ?? new DeliveryResult(exception.HttpRequestError switch
            {
                HttpRequestError.SecureConnectionError => DeliveryOutcomes.Certificate,
                HttpRequestError.ConnectionError or HttpRequestError.Unknown => DeliveryOutcomes.NoConnection,
                _ => DeliveryOutcomes.Unreadable,
            });
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            return DeliveryTroubleException.In(exception) ?? new DeliveryResult(DeliveryOutcomes.NoConnection);
        }
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Request(OpenChannel channel, Delivery delivery)
    {
        var body = WebhookEvent.Write(_installation, delivery, _links.DataOf(channel.Channel, delivery));
        var (id, timestamp) = (delivery.MessageId.ToString(), _time.GetUtcNow().ToUnixTimeSeconds());
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(WebhookEvent.ContentType, "utf-8");
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(channel.Address)) { Content = content };
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Sign(channel.Secrets, id, timestamp, body));
        return request;
    }

    private DeliveryResult Judge(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        return status switch
        {
            >= 200 and < 300 => DeliveryResult.Delivered(status),
            >= 300 and < 400 => new DeliveryResult(DeliveryOutcomes.Redirected, status),
            StatusCodes.Status410Gone => new DeliveryResult(DeliveryOutcomes.Gone, status),
            StatusCodes.Status429TooManyRequests or StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout =>
                new DeliveryResult(DeliveryOutcomes.Busy, status, RetryAfter(response.Headers.RetryAfter)),
            _ => new DeliveryResult(DeliveryOutcomes.Refused, status),
        };
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date - _time.GetUtcNow());

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var inClear = !string.Equals(context.InitialRequestMessage.RequestUri!.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal);
        var addresses = await ResolveAsync(context.DnsEndPoint.Host, cancellation);

        // One that is not allowed among several is how a name is made to lead inside now and then.
        if (!addresses.All(address => _guard.Allows(address, inClear)))
        {
            throw new DeliveryTroubleException(DeliveryOutcomes.NetworkNotAllowed);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        try
        {
            var addresses = await _options.Resolve(host, cancellation);
            return addresses.Length > 0 ? addresses : throw new DeliveryTroubleException(DeliveryOutcomes.NameUnknown);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            throw new DeliveryTroubleException(DeliveryOutcomes.NameUnknown);
        }
    }
}
