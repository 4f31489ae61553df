using System.Net;
using Dapper;
using Meldpunt.Admin.Messages;
using Meldpunt.Service.Access;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Service.Tests.Sessions;

namespace Meldpunt.Service.Tests.Deliveries;

/// <summary>What a desk, and who took its session, can do to a channel; and a channel of which nothing can be read.</summary>
public sealed class ChannelPageTests
{
    private const string Page = "/bureau/kanalen";

    [Theory]
    [InlineData("off", "onderbrekingen")]
    [InlineData("end", "beeindigingen")]
    public async Task A_session_that_was_left_open_does_not_silence_a_desk(string handler, string route)
    {
        await using var house = await DeliveryHouse.OpenAsync();
        await using var receiver = new WebhookReceiver();
        var channel = (await house.AddAsync("webhook", receiver.Address)).Channel;
        using var browser = await Browser.SignInAsync(house.House, "veiligheid");
        house.House.Time.Advance(StepUp.Lasts);
        var field = $"{channel.Id}.{handler}.{StepUp.CodeField}";

        var page = await browser.ReadAsync(Page);
        var without = await browser.PostAsync($"{Page}?handler={handler}", ("kanaal", channel.Id.ToString()));
        var wrong = await browser.PostAsync($"{Page}?handler={handler}", ("kanaal", channel.Id.ToString()), (field, "000000"));
        var still = Find(house, channel);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/kanalen/{channel.Id}/{route}");
        request.Headers.Add("Origin", browser.Origin);
        using var byInterface = await browser.SendAsync(request);
        var right = await browser.PostAsync($"{Page}?handler={handler}", ("kanaal", channel.Id.ToString()), (field, await house.House.CodeAsync("veiligheid")));

        Assert.Contains($"name=\"{field}\"", page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (without.StatusCode, wrong.StatusCode));
        Assert.Equal(HttpStatusCode.Forbidden, byInterface.StatusCode);
        Assert.True(still is { OffBecause: null, EndedAt: null });
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.False(Find(house, channel) is { OffBecause: null, EndedAt: null });
    }

    [Fact]
    public async Task A_channel_that_cannot_be_read_is_shown_by_its_name_says_so_and_can_be_ended()
    {
        await using var house = await DeliveryHouse.OpenAsync();
        await using var receiver = new WebhookReceiver();
        var bent = (await house.AddAsync("webhook", receiver.Address, label: "Verbogen")).Channel;
        var whole = (await house.AddAsync("webhook", receiver.Address, label: "Heel")).Channel;
        await house.House.Installation.Writer.WriteAsync(connection => connection.Execute("UPDATE channel SET address = randomblob(80) WHERE id = @Id", new { bent.Id }));
        await house.TellAsync(house.House.Lion, MessageKind.Match);
        var attempt = await house.AttemptAsync(bent);
        await house.WaitForAsync(whole, delivery => delivery.State == DeliveryState.Delivered);
        using var desk = house.House.Client("veiligheid");
        using var browser = await Browser.SignInAsync(house.House, "veiligheid");

        var list = (await (await desk.ReadAsync("/v1/kanalen")).JsonAsync())["kanalen"]!.AsArray();
        var page = await browser.ReadAsync(Page);
        var ended = await browser.PostAsync($"{Page}?handler=end", ("kanaal", bent.Id.ToString()));

        Assert.Equal("kanaalOnleesbaar", attempt.Outcome);
        Assert.Equal([("Heel", "aan", true), ("Verbogen", "onleesbaar", false)], list.Select(one => (one!["naam"]!.GetValue<string>(), one["toestand"]!.GetValue<string>(), one["adres"] is not null)));
        Assert.Contains("Verbogen", page, StringComparison.Ordinal);
        Assert.Contains("zijn niet meer te lezen", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.NotNull(Find(house, bent).EndedAt);
    }

    private static Channel Find(DeliveryHouse house, Channel channel) => house.House.Installation.Channels.Find(channel.ParticipantId, channel.Id)!;
}
