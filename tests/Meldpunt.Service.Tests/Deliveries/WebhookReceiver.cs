using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Meldpunt.Service.Tests.Deliveries;

/// <summary>A system of a garage that takes webhooks, on a real socket; it answers what the test says, byte by byte.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly X509Certificate2? _certificate;
    private readonly Task _loop;

    public WebhookReceiver(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Address => $"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}/melding";

    /// <summary>What came, in order.</summary>
    public ConcurrentQueue<ReceivedWebhook> Received { get; } = new();

    /// <summary>Connections so far, also those that ended before a request.</summary>
    public int Connections { get; private set; }

    /// <summary>What is answered: the request, and where to write.</summary>
    public Func<ReceivedWebhook, Stream, Task> Answer { get; set; } = (_, stream) => SayAsync(stream, "204 No Content");

    /// <summary>An answer without a body.</summary>
    public static Task SayAsync(Stream stream, string status, string headers = "") =>
        stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n")).AsTask();

    public void Say(string status, string headers = "") => Answer = (_, stream) => SayAsync(stream, status, headers);

    /// <summary>Waits until so many came.</summary>
    public async Task<IReadOnlyList<ReceivedWebhook>> WaitAsync(int count)
    {
        await Until.TrueAsync(() => Received.Count >= count);
        return [.. Received];
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            Connections++;
            _ = Task.Run(() => ServeAsync(client), CancellationToken.None);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var ended = client;
        try
        {
            Stream stream = client.GetStream();
            if (_certificate is not null)
            {
                var encrypted = new SslStream(stream);
                await encrypted.AuthenticateAsServerAsync(_certificate);
                stream = encrypted;
            }

            var request = await ReadAsync(stream);
            Received.Enqueue(request);
            await Answer(request, stream);
            await stream.DisposeAsync();
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException or ObjectDisposedException or OperationCanceledException)
        {
            // The other side went away, as it may.
        }
    }

    private async Task<ReceivedWebhook> ReadAsync(Stream stream)
    {
        var bytes = new List<byte>();
        var one = new byte[4_096];
        int end;
        while ((end = Encoding.Latin1.GetString([.. bytes]).IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
        {
            await MoreAsync();
        }

        var head = Encoding.Latin1.GetString([.. bytes.Take(end)]).Split("\r\n");
        var headers = head.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var length = int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture);
        while (bytes.Count < end + 4 + length)
        {
            await MoreAsync();
        }

        return new ReceivedWebhook(head[0], headers, Encoding.UTF8.GetString([.. bytes.Skip(end + 4)]));

        async Task MoreAsync()
        {
            var read = await stream.ReadAsync(one, _end.Token);
            bytes.AddRange(read > 0 ? one.Take(read) : throw new IOException("It ended."));
        }
    }
}
