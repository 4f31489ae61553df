using System.Net;
using Meldpunt.Admin.Messages;
using Meldpunt.Service.Deliveries;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Deliveries;

/// <summary>A desk chooses where its webhook goes, and comes that way to nothing that stands beside us.</summary>
public sealed class WebhookNetworkTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.31.196.1")]
    [InlineData("192.52.193.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("192.175.48.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.1.1.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::5db8:d822")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:2::1")]
    [InlineData("2001:20::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2620:4f:8000::1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void A_special_address_is_refused(string address) =>
        Assert.False(new NetworkGuard([]).Allows(IPAddress.Parse(address), inClear: false));

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("::ffff:93.184.216.34")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
    public void An_address_of_the_internet_is_allowed_and_never_in_clear(string address)
    {
        var guard = new NetworkGuard([]);

        Assert.True(guard.Allows(IPAddress.Parse(address), inClear: false));
        Assert.False(guard.Allows(IPAddress.Parse(address), inClear: true));
    }

    [Theory]
    [InlineData("10.20.0.0/16", "10.20.3.4", true)]
    [InlineData("10.20.0.0/16", "::ffff:10.20.3.4", true)]
    [InlineData("10.20.0.0/16", "10.21.3.4", false)]
    [InlineData("10.20.0.0/16", "127.0.0.1", false)]
    [InlineData("64:ff9b::/96", "64:ff9b::5db8:d822", true)]
    [InlineData("64:ff9b::/96", "64:ff9b::7f00:1", false)]
    [InlineData("fd00::/8", "fd00::1", true)]
    public void A_network_that_the_operator_allows_opens_that_network_only(string network, string address, bool isAllowed) =>
        Assert.Equal(isAllowed, new NetworkGuard([IPNetwork.Parse(network)]).Allows(IPAddress.Parse(address), inClear: false));

    [Fact]
    public async Task A_name_that_leads_to_this_machine_gets_no_connection()
    {
        await using var receiver = new WebhookReceiver();
        await using var house = await DeliveryHouse.OpenAsync(new DeliveryOptions { Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]) });
        var channel = (await house.AddAsync("webhook", $"https://meldkamer.voorbeeld.nl:{receiver.Port}/")).Channel;

        await house.TellAsync(house.House.Lion, MessageKind.Match);

        Assert.Equal("netwerkNietToegestaan", (await house.AttemptAsync(channel)).Outcome);
        Assert.Equal(0, receiver.Connections);
    }

    [Fact]
    public async Task A_resolver_that_changes_its_answer_leads_nowhere_because_what_was_checked_is_what_is_connected_to()
    {
        // The first answer is an address that is allowed and on which nobody listens, every later one is not: a client that looks the name up again when it connects would come here.
        await using var receiver = new WebhookReceiver();
        var asked = 0;
        await using var house = await DeliveryHouse.OpenAsync(new DeliveryOptions
        {
            Networks = [IPNetwork.Parse("127.0.0.2/32")],
            Resolve = (_, _) => Task.FromResult<IPAddress[]>([Interlocked.Increment(ref asked) == 1 ? IPAddress.Parse("127.0.0.2") : IPAddress.Loopback]),
        });
        var channel = (await house.AddAsync("webhook", $"https://meldkamer.voorbeeld.nl:{receiver.Port}/")).Channel;

        await house.TellAsync(house.House.Lion, MessageKind.Match);
        var first = await house.AttemptAsync(channel);
        house.House.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await house.AttemptAsync(channel, 2);

        Assert.Equal("geenVerbinding", first.Outcome);
        Assert.Equal("netwerkNietToegestaan", second.Outcome);
        Assert.Equal(2, asked);
        Assert.Equal(0, receiver.Connections);
    }

    [Fact]
    public async Task One_private_address_among_public_ones_is_enough_to_refuse()
    {
        await using var receiver = new WebhookReceiver();
        await using var house = await DeliveryHouse.OpenAsync(new DeliveryOptions
        {
            Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("93.184.216.34"), IPAddress.Loopback]),
        });
        var channel = (await house.AddAsync("webhook", $"https://meldkamer.voorbeeld.nl:{receiver.Port}/")).Channel;

        await house.TellAsync(house.House.Lion, MessageKind.Match);

        Assert.Equal("netwerkNietToegestaan", (await house.AttemptAsync(channel)).Outcome);
        Assert.Equal(0, receiver.Connections);
    }

    [Theory]
    [InlineData("https://127.0.0.1/", "netwerk")]
    [InlineData("https://[::1]:8443/x", "netwerk")]
    [InlineData("https://2130706433/", "netwerk")]
    [InlineData("https://0x7f.1/", "netwerk")]
    [InlineData("https://169.254.169.254/latest/meta-data", "netwerk")]
    [InlineData("http://meldkamer.voorbeeld.nl/", "zonder-tls")]
    [InlineData("https://naam:geheim@meldkamer.voorbeeld.nl/", "webadres")]
    [InlineData("file:///etc/passwd", "webadres")]
    [InlineData("gopher://meldkamer.voorbeeld.nl/", "webadres")]
    [InlineData("https://meldkamer.voorbeeld.nl/\r\nX: y", "webadres")]
    [InlineData("https://meldkamer.voorbeeld.nl/#x", "webadres")]
    public async Task What_can_be_seen_to_be_wrong_with_an_address_is_said_at_once(string address, string code)
    {
        await using var house = await DeliveryHouse.OpenAsync(new DeliveryOptions());
        using var desk = house.House.Client("veiligheid");

        var answer = await desk.PostAsync("/v1/kanalen", new System.Text.Json.Nodes.JsonObject { ["soort"] = "webhook", ["naam"] = "Kamer", ["adres"] = address });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, (await answer.JsonAsync())["fouten"]![0]!["code"]!.GetValue<string>());
    }
}
