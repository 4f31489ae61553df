using System.Net;
using Meldpunt.Admin.Messages;
using Meldpunt.Service.Deliveries;

namespace Meldpunt.Service.Tests.Deliveries;

/// <summary>Who goes when: places of mail and of webhooks, turns, and a clock that somebody set.</summary>
public sealed class DeliveryTurnTests
{
    private static readonly IReadOnlyList<IPNetwork> ThisMachine = [IPNetwork.Parse("127.0.0.0/8")];

    [Fact]
    public async Task A_mail_server_that_hangs_keeps_no_webhook_waiting_and_gets_eight_connections_at_most()
    {
        // It waits for somebody to say something, as we do.
        await using var silent = new WebhookReceiver();
        await using var house = await DeliveryHouse.OpenAsync(new DeliveryOptions
        {
            Networks = ThisMachine,
            Limit = TimeSpan.FromMinutes(1),
            Smtp = new SmtpOptions { Host = "127.0.0.1", Port = silent.Port, Sender = "meldpunt@voorbeeld.nl", WithoutTls = true },
        });
        await using var receiver = new WebhookReceiver();
        for (var number = 0; number < DeliveryEngine.MaxOfOne + 1; number++)
        {
            foreach (var desk in new[] { house.Desk, house.OtherDesk, house.CallerOf("beheer") })
            {
                await house.AddAsync("email", $"kamer{number}@garage.nl", desk);
            }
        }

        await house.AddAsync("webhook", receiver.Address);
        await house.TellAsync(house.House.Harbour, MessageKind.Match);
        await house.House.Installation.Writer.WriteAsync(connection =>
            MessageStore.Write(connection, new MessageDraft(MessageStore.Consortium, MessageKind.Reminder), house.House.Time.GetUtcNow()));
        await Until.TrueAsync(() => silent.Connections == DeliveryEngine.MaxMails);

        await house.TellAsync(house.House.Lion, MessageKind.Match, MessageKind.Call);

        await receiver.WaitAsync(2);
        Assert.Equal(DeliveryEngine.MaxMails, silent.Connections);
    }

    [Fact]
    public async Task Who_had_a_place_for_long_lets_others_go_first()
    {
        await using var house = await DeliveryHouse.OpenAsync(new DeliveryOptions { Networks = ThisMachine, Limit = TimeSpan.FromMinutes(10) });
        using var goOn = new SemaphoreSlim(0);
        await using var slow = new WebhookReceiver
        {
            Answer = async (_, stream) =>
            {
                await goOn.WaitAsync(TestContext.Current.CancellationToken);
                await WebhookReceiver.SayAsync(stream, "204 No Content");
            },
        };
        await using var quick = new WebhookReceiver();
        for (var number = 0; number < DeliveryEngine.MaxOfOne; number++)
        {
            await house.AddAsync("webhook", slow.Address, label: $"traag {number}");
        }

        await house.TellAsync(house.House.Lion, MessageKind.Match, MessageKind.Reminder, MessageKind.Call);
        await slow.WaitAsync(DeliveryEngine.MaxOfOne);
        await house.AddAsync("webhook", quick.Address);
        await house.TellAsync(house.House.Lion, MessageKind.Escalation);

        house.House.Time.Advance(DeliveryEngine.MaxTurn);
        goOn.Release();

        await quick.WaitAsync(1);
    }

    [Fact]
    public async Task A_clock_that_was_ahead_and_is_set_right_gives_nothing_up_and_puts_nothing_off()
    {
        await using var house = await DeliveryHouse.OpenAsync();
        await using var receiver = new WebhookReceiver();
        receiver.Say("500 Internal Server Error");
        var channel = (await house.AddAsync("webhook", receiver.Address)).Channel;
        await house.TellAsync(house.House.Lion, MessageKind.Match);
        await house.AttemptAsync(channel);

        house.House.Time.Jump(TimeSpan.FromDays(10));
        await house.AttemptAsync(channel, 2);
        var whileAhead = house.Newest(channel).State;
        receiver.Say("204 No Content");
        house.House.Time.Jump(TimeSpan.FromDays(-10));

        Assert.Equal(DeliveryState.Waits, whileAhead);
        await house.WaitForAsync(channel, delivery => delivery.State == DeliveryState.Delivered);
    }
}
