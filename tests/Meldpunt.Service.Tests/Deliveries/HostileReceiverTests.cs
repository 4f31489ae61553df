using System.Net;
using System.Net.Sockets;
using System.Text;
using Meldpunt.Admin.Messages;
using Meldpunt.Service.Deliveries;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Deliveries;

/// <summary>Receivers that are away, busy, slow, or mean harm; over real sockets.</summary>
public sealed class HostileReceiverTests
{
    private static readonly DeliveryOptions Quick = new() { Networks = [IPNetwork.Parse("127.0.0.0/8")], Limit = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task A_receiver_that_was_down_for_a_day_gets_everything_in_order_when_it_is_back()
    {
        await using var house = await DeliveryHouse.OpenAsync();
        await using var receiver = new WebhookReceiver();
        var channel = (await house.AddAsync("webhook", receiver.Address)).Channel;
        receiver.Say("500 Internal Server Error");
        var first = await house.TellAsync(house.House.Lion, MessageKind.Match, MessageKind.Reminder);
        await Until.TrueAsync(() => house.Outbox.List(channel.Id, null, 9)[^1].Attempts == 1);
        for (var hour = 0; hour < 24; hour++)
        {
            house.House.Time.Advance(TimeSpan.FromHours(1));
            await Until.TrueAsync(() => house.Outbox.List(channel.Id, null, 9)[^1].Attempts == hour + 2);
        }

        var later = await house.TellAsync(house.House.Lion, MessageKind.Call);
        var refused = receiver.Received.Count;
        receiver.Say("200 OK");
        house.House.Time.Advance(TimeSpan.FromHours(1));

        var received = await receiver.WaitAsync(refused + 3);
        Assert.All(received.Take(refused), one => Assert.Equal(first[0].Id.ToString(), one.Id));
        Assert.Equal(first.Concat(later).Select(message => message.Id.ToString()), received.Skip(refused).Select(one => one.Id));
    }

    [Fact]
    public async Task After_three_days_a_message_is_given_up_and_can_be_sent_again_by_hand()
    {
        await using var house = await DeliveryHouse.OpenAsync();
        await using var receiver = new WebhookReceiver();
        var channel = (await house.AddAsync("webhook", receiver.Address)).Channel;
        receiver.Say("404 Not Found");
        var message = (await house.TellAsync(house.House.Lion, MessageKind.Match))[0];
        await house.AttemptAsync(channel);
        house.House.Time.Advance(TimeSpan.FromDays(3));
        var givenUp = await house.WaitForAsync(channel, delivery => delivery.State == DeliveryState.GivenUp);
        receiver.Say("200 OK");

        Assert.True((await house.Outbox.SendAgainAsync(house.OtherDesk, givenUp.Id)).IsMissing);
        Assert.True((await house.Outbox.SendAgainAsync(house.Desk, givenUp.Id)).Succeeded);

        await house.WaitForAsync(channel, delivery => delivery.State == DeliveryState.Delivered);
        Assert.Equal(message.Id.ToString(), receiver.Received.Last().Id);
        Assert.Equal(3, receiver.Received.Count);
        Assert.Equal("niet-opgegeven", (await house.Outbox.SendAgainAsync(house.Desk, givenUp.Id)).Faults.Single().Code);
    }

    [Fact]
    public async Task Gone_switches_the_channel_off_and_what_waited_goes_when_it_is_switched_on()
    {
        await using var house = await DeliveryHouse.OpenAsync();
        await using var receiver = new WebhookReceiver();
        var channel = (await house.AddAsync("webhook", receiver.Address)).Channel;
        receiver.Say("410 Gone");
        await house.TellAsync(house.House.Lion, MessageKind.Match);
        await Until.TrueAsync(() => house.House.Installation.Channels.Find(channel.ParticipantId, channel.Id)!.OffBecause is not null);
        house.House.Time.Advance(TimeSpan.FromHours(2));
        await house.TellAsync(house.House.Lion, MessageKind.Reminder);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Single(receiver.Received);
        Assert.Equal("weg", house.House.Installation.Channels.Find(channel.ParticipantId, channel.Id)!.OffBecause);

        receiver.Say("200 OK");
        Assert.True((await house.House.Installation.Channels.SwitchOnAsync(house.Desk, channel.Id)).Succeeded);
        await house.WaitForAsync(channel, delivery => delivery.State == DeliveryState.Delivered);
        Assert.Equal(2, receiver.Received.Count);
    }

    [Theory]
    [InlineData("429 Too Many Requests", 1_200, 1_200)]
    [InlineData("503 Service Unavailable", 7, 7)]
    [InlineData("503 Service Unavailable", 999_999, 3_600)]
    [InlineData("429 Too Many Requests", 0, 5)]
    public async Task A_busy_receiver_is_left_alone_for_as_long_as_it_asks_up_to_an_hour(string status, int asked, int seconds)
    {
        await using var house = await DeliveryHouse.OpenAsync();
        await using var receiver = new WebhookReceiver();
        var channel = (await house.AddAsync("webhook", receiver.Address)).Channel;
        receiver.Say(status, $"Retry-After: {asked}\r\n");

        await house.TellAsync(house.House.Lion, MessageKind.Match);
        var delivery = await house.WaitForAsync(channel, one => one.Attempts == 1);

        Assert.Equal("druk", delivery.Trouble);
        Assert.InRange((delivery.DueAt - house.House.Time.GetUtcNow()).TotalSeconds, seconds, seconds * 1.2);
    }

    [Fact]
    public async Task A_receiver_that_sends_us_elsewhere_is_not_followed()
    {
        await using var house = await DeliveryHouse.OpenAsync();
        await using var receiver = new WebhookReceiver();
        await using var elsewhere = new WebhookReceiver();
        var channel = (await house.AddAsync("webhook", receiver.Address)).Channel;
        receiver.Say("307 Temporary Redirect", $"Location: {elsewhere.Address}\r\nSet-Cookie: a=b\r\n");

        await house.TellAsync(house.House.Lion, MessageKind.Match);
        var attempt = await house.AttemptAsync(channel);
        house.House.Time.Advance(TimeSpan.FromMinutes(1));
        var received = await receiver.WaitAsync(2);

        Assert.Equal(("doorverwezen", 307), (attempt.Outcome, attempt.Status));
        Assert.Equal(0, elsewhere.Connections);
        Assert.False(received[1].Headers.ContainsKey("Cookie"));
    }

    [Fact]
    public async Task An_answer_that_drips_is_cut_off()
    {
        await using var house = await DeliveryHouse.OpenAsync(Quick);
        await using var receiver = new WebhookReceiver();
        var channel = (await house.AddAsync("webhook", receiver.Address)).Channel;
        receiver.Answer = async (_, stream) =>
        {
            foreach (var letter in "HTTP/1.1 200 OK and then a very long reason, one letter at a time")
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes([letter]));
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            }
        };

        await house.TellAsync(house.House.Lion, MessageKind.Match);

        Assert.Equal("teTraag", (await house.AttemptAsync(channel)).Outcome);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "bezorgd")]
    [InlineData("HTTP/1.1 200 OK\r\n", "onleesbaar")]
    public async Task An_endless_answer_costs_no_memory_and_no_time(string beginning, string outcome)
    {
        await using var house = await DeliveryHouse.OpenAsync(Quick);
        await using var receiver = new WebhookReceiver();
        var channel = (await house.AddAsync("webhook", receiver.Address)).Channel;
        var isCutOff = new TaskCompletionSource();
        receiver.Answer = async (_, stream) =>
        {
            var isBody = beginning.EndsWith("\r\n\r\n", StringComparison.Ordinal);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning));
            try
            {
                while (true)
                {
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(isBody ? "400\r\n" + new string('x', 1_024) + "\r\n" : "X-Nog: " + new string('x', 1_000) + "\r\n"));
                }
            }
            catch (IOException)
            {
                isCutOff.TrySetResult();
                throw;
            }
        };

        await house.TellAsync(house.House.Lion, MessageKind.Match);

        Assert.Equal(outcome, (await house.AttemptAsync(channel)).Outcome);
        await isCutOff.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_is_no_web_server_is_said_to_be_none_and_a_closed_door_no_connection()
    {
        await using var house = await DeliveryHouse.OpenAsync(Quick);
        await using var receiver = new WebhookReceiver { Answer = (_, stream) => stream.WriteAsync("220 mail.voorbeeld.nl ESMTP\r\n"u8.ToArray()).AsTask() };
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        var odd = (await house.AddAsync("webhook", receiver.Address)).Channel;
        var shut = (await house.AddAsync("webhook", $"http://127.0.0.1:{port}/")).Channel;

        await house.TellAsync(house.House.Lion, MessageKind.Match);

        Assert.Equal("onleesbaar", (await house.AttemptAsync(odd)).Outcome);
        Assert.Equal("geenVerbinding", (await house.AttemptAsync(shut)).Outcome);
    }

    [Fact]
    public async Task Who_is_slow_keeps_nobody_else_waiting()
    {
        await using var house = await DeliveryHouse.OpenAsync();
        await using var slow = new WebhookReceiver { Answer = (_, _) => Task.Delay(TimeSpan.FromMinutes(1), TimeProvider.System) };
        await using var quick = new WebhookReceiver();
        for (var number = 0; number < DeliveryEngine.MaxOfOne + 2; number++)
        {
            await house.AddAsync("webhook", slow.Address, label: $"traag {number}");
        }

        await house.AddAsync("webhook", quick.Address, house.OtherDesk);
        await house.TellAsync(house.House.Lion, MessageKind.Match);
        await Until.TrueAsync(() => slow.Connections == DeliveryEngine.MaxOfOne);

        await house.TellAsync(house.House.Harbour, MessageKind.Match, MessageKind.Reminder, MessageKind.Call);

        await quick.WaitAsync(3);
        Assert.Equal(DeliveryEngine.MaxOfOne, slow.Connections);
    }

    [Fact]
    public async Task A_certificate_of_nobody_known_or_of_another_name_gets_no_message()
    {
        using var known = new TestCertificates();
        using var other = new TestCertificates("Een ander");
        using var good = known.Server();
        using var foreign = other.Server();
        await using var house = await DeliveryHouse.OpenAsync(new DeliveryOptions
        {
            Networks = [IPNetwork.Parse("127.0.0.0/8")],
            Authorities = [known.Authority],
            Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]),
        });
        await using var fits = new WebhookReceiver(good);
        await using var selfMade = new WebhookReceiver(foreign);
        var right = (await house.AddAsync("webhook", $"https://localhost:{fits.Port}/")).Channel;
        var unknown = (await house.AddAsync("webhook", $"https://localhost:{selfMade.Port}/")).Channel;
        var misnamed = (await house.AddAsync("webhook", $"https://meldkamer.voorbeeld.nl:{fits.Port}/")).Channel;

        await house.TellAsync(house.House.Lion, MessageKind.Match);

        Assert.Equal("bezorgd", (await house.AttemptAsync(right)).Outcome);
        Assert.Equal("certificaat", (await house.AttemptAsync(unknown)).Outcome);
        Assert.Equal("certificaat", (await house.AttemptAsync(misnamed)).Outcome);
        Assert.Single(fits.Received);
        Assert.Empty(selfMade.Received);
    }
}
