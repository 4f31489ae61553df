using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Messages;
using Meldpunt.Service.Deliveries;

namespace Meldpunt.Service.Tests.Deliveries;

/// <summary>Webhooks, from the real host to a real socket.</summary>
public sealed class WebhookDeliveryTests
{
    [Fact]
    public async Task A_desk_gets_its_messages_in_order_signed_and_thin()
    {
        await using var house = await DeliveryHouse.OpenAsync();
        await using var receiver = new WebhookReceiver();
        var made = await house.AddAsync("webhook", receiver.Address);

        var messages = await house.TellAsync(house.House.Lion, MessageKind.Match, MessageKind.Call, MessageKind.EntryChanged);
        var received = await receiver.WaitAsync(3);

        Assert.Equal(messages.Select(message => message.Id.ToString()), received.Select(one => one.Id));
        Assert.Equal(["nl.meldpunt.match", "nl.meldpunt.raadpleging", "nl.meldpunt.registratie-gewijzigd"], received.Select(one => one.Field("type")));
        Assert.All(received, one => Assert.Equal(
            WebhookSignature.Sign([WebhookSecret.Parse(made.Secret!)], one.Id, long.Parse(one.Timestamp, System.Globalization.CultureInfo.InvariantCulture), System.Text.Encoding.UTF8.GetBytes(one.Body)),
            one.Signature));
        Assert.All(received, one => Assert.Equal("application/cloudevents+json; charset=utf-8", one.Headers["Content-Type"]));
        Assert.All(received, one => Assert.Equal("1.0", one.Field("specversion")));
        var last = await house.WaitForAsync(made.Channel, delivery => delivery.State == DeliveryState.Delivered);
        Assert.Equal(204, (await house.AttemptAsync(made.Channel)).Status);
        Assert.Null(last.Trouble);
    }

    [Fact]
    public async Task What_was_sent_and_not_written_down_is_sent_again_with_the_same_id()
    {
        await using var house = await DeliveryHouse.OpenAsync();
        await using var receiver = new WebhookReceiver();
        await house.AddAsync("webhook", receiver.Address);
        var isFirst = true;
        house.Engine.Reached = step =>
        {
            if (step == FollowUpStep.Sent && isFirst)
            {
                isFirst = false;
                throw new InvalidOperationException("The process ends here.");
            }
        };

        var messages = await house.TellAsync(house.House.Lion, MessageKind.Match);
        var received = await receiver.WaitAsync(2);

        Assert.All(received, one => Assert.Equal(messages[0].Id.ToString(), one.Id));
        Assert.Equal(received[0].Body, received[1].Body);
    }
}
