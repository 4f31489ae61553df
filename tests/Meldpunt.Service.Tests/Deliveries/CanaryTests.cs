using System.Net;
using Meldpunt.Service.Deliveries;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Deliveries;

/// <summary>From a real match at a gate to whatever leaves the process: nothing of the visitor, of the garage or of the place is in it.</summary>
public sealed class CanaryTests
{
    private static readonly string[] Canaries = ["Kanariepiet", "Zwartkop", "1984-03-12", "12-03-1984", "Kanariestraat", "Rokin", "Noord", "De Leeuw", "Haven", "poort", "veiligheid"];

    [Fact]
    public async Task Nothing_of_the_visitor_is_in_a_webhook_a_mail_or_a_line_of_the_log()
    {
        await using var server = await MailServer.StartAsync();
        await using var receiver = new WebhookReceiver();
        await using var house = await DeliveryHouse.OpenAsync(new DeliveryOptions
        {
            Networks = [IPNetwork.Parse("127.0.0.0/8")],
            BaseAddress = new Uri("https://meldpunt.voorbeeld.nl"),
            Smtp = new SmtpOptions { Host = "127.0.0.1", Port = server.Port, Sender = "meldpunt@voorbeeld.nl", WithoutTls = true },
        });
        var desk = house.Desk;
        await house.AddAsync("webhook", receiver.Address, house.OtherDesk, label: "Kamer van Zwartkop");
        await house.AddAsync("email", "meldkamer@garage.nl", house.OtherDesk, label: "Zwartkop zelf");
        await house.AddAsync("webhook", receiver.Address, desk, label: "Kamer");
        using var registering = house.House.Client("veiligheid");
        using var gate = house.House.Client("poort-haven");
        var person = Talk.Person("Kanariepiet", "Zwartkop");
        Assert.Equal(HttpStatusCode.Created, (await registering.PostAsync(Talk.Registrations, Talk.Ban(person.DeepClone().AsObject()))).StatusCode);

        var asked = await (await gate.PostAsync(Talk.Queries, person)).JsonAsync();
        var received = await receiver.WaitAsync(2);
        var mail = await server.FirstAsync();

        Assert.All(received, one => Assert.Equal("nl.meldpunt.match", one.Field("type")));
        Assert.All(received, one => Assert.Contains(asked.Text("referentie"), one.Body, StringComparison.Ordinal));
        Assert.Contains($"Subject: Meldpunt: match {asked.Text("referentie")}\r\n", mail.Text("mail"), StringComparison.Ordinal);
        string[] left = [.. received.Select(one => one.Line + string.Join('\n', one.Headers) + one.Body), mail.ToJsonString()];
        foreach (var canary in Canaries)
        {
            Assert.All(left, text => Assert.DoesNotContain(canary, text.Replace("een poort gaf", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
        }

        var log = house.House.Log.ToString();
        Assert.All(["Kanariepiet", "Zwartkop", "meldkamer@garage.nl", "127.0.0.1:" + receiver.Port, "melding"], canary => Assert.DoesNotContain(canary, log, StringComparison.Ordinal));
    }
}
