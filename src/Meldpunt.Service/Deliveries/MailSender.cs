using System.Net.Sockets;
using System.Security.Authentication;
using Meldpunt.Admin.Messages;

namespace Meldpunt.Service.Deliveries;

/// <summary>Sends one mail, by the operator's mail server. How many at once, <see cref="DeliveryEngine"/> decides. Safe to use from many threads.</summary>
internal sealed class MailSender(HostOptions options, DeliveryLinks links, TimeProvider time)
{
    /// <summary>One try. Throws only when cancelled.</summary>
    public async Task<DeliveryResult> SendAsync(OpenChannel channel, Delivery delivery, CancellationToken cancellation)
    {
        if (options.Deliveries.Smtp is not { } smtp)
        {
            return new DeliveryResult(DeliveryOutcomes.NoMailServer);
        }

        using var tooLate = new CancellationTokenSource(options.Deliveries.Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLate.Token, cancellation);
        try
        {
            await using var session = await SmtpSession.OpenAsync(smtp, links.Base.IdnHost, options.Deliveries.Tls(smtp.Host), either.Token);
            return DeliveryResult.Delivered(
                await session.SendAsync(smtp.Sender, channel.Address, MailText.Write(smtp.Sender, channel, delivery, links.PageOf(channel.Channel, delivery)), either.Token));
        }
        catch (OperationCanceledException) when (tooLate.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new DeliveryResult(DeliveryOutcomes.TooSlow);
        }
        catch (AuthenticationException)
        {
            return new DeliveryResult(DeliveryOutcomes.Certificate);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData)
        {
            return new DeliveryResult(DeliveryOutcomes.NameUnknown);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            return DeliveryTroubleException.In(exception) ?? new DeliveryResult(DeliveryOutcomes.NoConnection);
        }
    }
}
