using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Meldpunt.Service.Tests.Deliveries;

/// <summary>Somebody on the way to a mail server, who adds words of their own to its last answer in clear.</summary>
internal sealed class SlipIn : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task<string> _talk;

    private SlipIn()
    {
        _listener.Start();
        _talk = TalkAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static Task<SlipIn> StartAsync() => Task.FromResult(new SlipIn());

    /// <summary>The last that the client said before it went away.</summary>
    public Task<string> LastHeardAsync() => _talk.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _talk.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task<string> TalkAsync()
    {
        using var client = await _listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        await stream.WriteAsync("220 mail.test\r\n"u8.ToArray());
        await HearAsync(stream);
        await stream.WriteAsync("250-mail.test\r\n250 STARTTLS\r\n"u8.ToArray());
        var last = await HearAsync(stream);
        await stream.WriteAsync("220 go ahead\r\n250-mail.test\r\n250 AUTH PLAIN\r\n"u8.ToArray());
        return last + await HearAsync(stream);
    }

    private static async Task<string> HearAsync(NetworkStream stream)
    {
        var buffer = new byte[1_024];
        return Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer));
    }
}
