using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Meldpunt.Admin.Messages;

namespace Meldpunt.Service.Deliveries;

/// <summary>
/// One conversation with a mail server: as much of RFC 5321, 3207 and 4954 as it takes to hand over a mail, and nothing more (ADR 0031). Throws <see cref="DeliveryTroubleException"/> for what the
/// server refuses; what is cancelled ends at once. One caller at a time.
/// </summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private const int Ready = 220;
    private const int SignedIn = 235;
    private const int Done = 250;
    private const int GoAhead = 354;
    private const int FirstForGood = 500;

    private readonly Socket _socket;
    private Stream _stream;
    private SmtpLines _lines;

    private SmtpSession(Socket connected)
    {
        _socket = connected;
        _stream = new NetworkStream(connected, ownsSocket: false);
        _lines = new SmtpLines(_stream);
    }

    /// <summary>Connects, asks for encryption, and signs in where that is asked for.</summary>
    public static async Task<SmtpSession> OpenAsync(SmtpOptions options, string ownName, SslClientAuthenticationOptions tls, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, cancellation);
            var session = new SmtpSession(socket);
            await session.GreetAsync(options, Named(ownName), tls, cancellation);
            return session;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Hands over one mail; the number with which the server took it.</summary>
    public async Task<int> SendAsync(string sender, string recipient, string mail, CancellationToken cancellation)
    {
        await AskAsync($"MAIL FROM:<{sender}>", Done, DeliveryOutcomes.MailRefused, cancellation);
        await AskAsync($"RCPT TO:<{recipient}>", Done, DeliveryOutcomes.AddressRefused, cancellation);
        await AskAsync("DATA", GoAhead, DeliveryOutcomes.MailRefused, cancellation);
        await _stream.WriteAsync(Stuffed(mail), cancellation);
        var status = await ExpectAsync(Done, DeliveryOutcomes.MailRefused, cancellation);

        // It has the mail; whether it hears our goodbye does not matter.
        await WriteAsync("QUIT", cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return status;
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _socket.Dispose();
    }

    /// <summary>A mail as it goes over the line: a dot at the beginning of a line twice, and one alone at the end (RFC 5321, 4.5.2).</summary>
    internal static byte[] Stuffed(string mail)
    {
        var stuffed = mail.StartsWith('.') ? "." + mail : mail;
        return Encoding.ASCII.GetBytes(stuffed.Replace("\r\n.", "\r\n..", StringComparison.Ordinal) + ".\r\n");
    }

    private async Task GreetAsync(SmtpOptions options, string ownName, SslClientAuthenticationOptions tls, CancellationToken cancellation)
    {
        await ExpectAsync(Ready, DeliveryOutcomes.MailRefused, cancellation);
        var offers = await HelloAsync(ownName, cancellation);
        if (!options.WithoutTls)
        {
            if (!offers.Contains("STARTTLS", StringComparer.OrdinalIgnoreCase))
            {
                throw new DeliveryTroubleException(DeliveryOutcomes.NoEncryption);
            }

            await AskAsync("STARTTLS", Ready, DeliveryOutcomes.NoEncryption, cancellation);
            await EncryptAsync(tls, cancellation);

            // Whatever it offered before, anybody on the way may have said.
            offers = await HelloAsync(ownName, cancellation);
        }

        if (options.UserName is { } user)
        {
            if (!offers.Any(offer => offer.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase) && offer.Split(' ').Contains("PLAIN", StringComparer.OrdinalIgnoreCase)))
            {
                throw new DeliveryTroubleException(DeliveryOutcomes.SignInRefused);
            }

            var proof = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{options.Password}"));
            await AskAsync($"AUTH PLAIN {proof}", SignedIn, DeliveryOutcomes.SignInRefused, cancellation);
        }
    }

    private async Task EncryptAsync(SslClientAuthenticationOptions tls, CancellationToken cancellation)
    {
        // What came in clear after the server said yes was not said by the server (CVE-2011-0411).
        if (_lines.HasMore)
        {
            throw new DeliveryTroubleException(DeliveryOutcomes.NoEncryption);
        }

        var encrypted = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(tls, cancellation);
        _lines = new SmtpLines(encrypted);
    }

    private async Task<IReadOnlyList<string>> HelloAsync(string ownName, CancellationToken cancellation)
    {
        await WriteAsync($"EHLO {ownName}", cancellation);
        var (status, texts) = await _lines.ReadAsync(cancellation);
        return status == Done ? texts : throw new DeliveryTroubleException(new DeliveryResult(DeliveryOutcomes.MailRefused, status));
    }

    private async Task AskAsync(string command, int wanted, string refusal, CancellationToken cancellation)
    {
        await WriteAsync(command, cancellation);
        await ExpectAsync(wanted, refusal, cancellation);
    }

    private async Task<int> ExpectAsync(int wanted, string refusal, CancellationToken cancellation)
    {
        var (status, _) = await _lines.ReadAsync(cancellation);
        if (status == wanted || (wanted == Done && status is 251 or 252))
        {
            return status;
        }

        // What may go better later is no refusal for good, whatever it was about.
        var isForGood = status >= FirstForGood || !string.Equals(refusal, DeliveryOutcomes.AddressRefused, StringComparison.Ordinal);
        throw new DeliveryTroubleException(new DeliveryResult(isForGood ? refusal : DeliveryOutcomes.MailRefused, status));
    }

    // No command is ever two, whatever it was made of.
    private Task WriteAsync(string command, CancellationToken cancellation) => MailText.IsPlain(command)
        ? _stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), cancellation).AsTask()
        : throw new InvalidOperationException("A command of SMTP is not plain.");

    private static string Named(string host) => !IPAddress.TryParse(host, out var address) ? host
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{address}]"
        : $"[{address}]";
}
