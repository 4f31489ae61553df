using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Meldpunt.Admin.Messages;
using Meldpunt.Service.Deliveries;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Deliveries;

/// <summary>Mail, from the real host to a real mail server that is not ours.</summary>
public sealed class MailDeliveryTests
{
    private const string Sender = "meldpunt@voorbeeld.nl";
    private const string Room = "meldkamer@garage.nl";

    [Fact]
    public async Task A_mail_holds_a_kind_a_sentence_and_a_link_and_goes_out_encrypted_and_signed_in()
    {
        using var certificates = new TestCertificates();
        certificates.WriteServer();
        await using var server = await MailServer.StartAsync(Encrypted(certificates, auth: true));
        await using var house = await HouseAsync(server.Port, certificates, user: "meldpunt", password: "een wachtwoord");
        var channel = (await house.AddAsync("email", Room)).Channel;

        var message = (await house.TellAsync(house.House.Lion, MessageKind.Match))[0];
        var mail = await server.FirstAsync();

        Assert.Equal((Sender, Room, "true", "meldpunt"), (mail.Text("from"), mail["to"]![0]!.GetValue<string>(), mail["tls"]!.ToJsonString(), mail.Text("user")));
        var text = mail.Text("mail");
        Assert.Contains("\r\nSubject: Meldpunt: match\r\n", text, StringComparison.Ordinal);
        Assert.Contains($"\r\nMessage-ID: <{message.Id}.{channel.Id}@voorbeeld.nl>\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nAuto-Submitted: auto-generated\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nhttps://meldpunt.voorbeeld.nl/bureau\r\n", text, StringComparison.Ordinal);
        Assert.All(text, letter => Assert.True(char.IsAscii(letter)));
        Assert.Equal(250, (await house.AttemptAsync(channel)).Status);
    }

    [Fact]
    public async Task A_server_without_encryption_gets_nothing()
    {
        await using var server = await MailServer.StartAsync();
        await using var house = await HouseAsync(server.Port, certificates: null);
        var channel = (await house.AddAsync("email", Room)).Channel;

        await house.TellAsync(house.House.Lion, MessageKind.Match);

        Assert.Equal("geenVersleuteling", (await house.AttemptAsync(channel)).Outcome);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_server_on_this_machine_may_be_without_when_the_operator_says_so()
    {
        await using var server = await MailServer.StartAsync();
        await using var house = await HouseAsync(server.Port, certificates: null, withoutTls: true);
        await house.AddAsync("email", Room);

        await house.TellAsync(house.House.Lion, MessageKind.Match);

        Assert.Equal("false", (await server.FirstAsync())["tls"]!.ToJsonString());
    }

    [Fact]
    public async Task A_server_with_a_certificate_of_nobody_known_gets_nothing()
    {
        using var certificates = new TestCertificates();
        using var known = new TestCertificates("Een ander");
        certificates.WriteServer();
        await using var server = await MailServer.StartAsync(Encrypted(certificates));
        await using var house = await HouseAsync(server.Port, known);
        var channel = (await house.AddAsync("email", Room)).Channel;

        await house.TellAsync(house.House.Lion, MessageKind.Match);

        Assert.Equal("certificaat", (await house.AttemptAsync(channel)).Outcome);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_wrong_password_is_said_to_be_one()
    {
        using var certificates = new TestCertificates();
        certificates.WriteServer();
        await using var server = await MailServer.StartAsync(Encrypted(certificates, auth: true));
        await using var house = await HouseAsync(server.Port, certificates, user: "meldpunt", password: "fout");
        var channel = (await house.AddAsync("email", Room)).Channel;

        await house.TellAsync(house.House.Lion, MessageKind.Match);
        var attempt = await house.AttemptAsync(channel);

        Assert.Equal(("aanmeldenGeweigerd", 535), (attempt.Outcome, attempt.Status));
    }

    [Theory]
    [InlineData("550 5.1.1 no such user", "adresGeweigerd", DeliveryState.GivenUp)]
    [InlineData("451 4.7.1 try later", "mailGeweigerd", DeliveryState.Waits)]
    public async Task An_address_that_is_refused_for_good_is_given_up_at_once_and_one_that_is_not_is_tried_later(string answer, string outcome, DeliveryState state)
    {
        await using var server = await MailServer.StartAsync(new JsonObject { ["refuse"] = answer });
        await using var house = await HouseAsync(server.Port, certificates: null, withoutTls: true);
        var channel = (await house.AddAsync("email", Room)).Channel;

        await house.TellAsync(house.House.Lion, MessageKind.Match);
        await house.AttemptAsync(channel);

        var delivery = house.Newest(channel);
        Assert.Equal((outcome, state), (delivery.Trouble, delivery.State));
    }

    [Fact]
    public async Task A_server_that_dies_in_the_middle_of_a_mail_gets_it_again()
    {
        await using var dying = await MailServer.StartAsync(new JsonObject { ["die"] = true });
        await using var house = await HouseAsync(dying.Port, certificates: null, withoutTls: true);
        var channel = (await house.AddAsync("email", Room)).Channel;

        await house.TellAsync(house.House.Lion, MessageKind.Match);
        var first = await house.AttemptAsync(channel);
        house.House.Time.Advance(TimeSpan.FromMinutes(1));
        await house.AttemptAsync(channel, 2);

        Assert.Equal("geenVerbinding", first.Outcome);
        Assert.Equal(DeliveryState.Waits, house.Newest(channel).State);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_cut_off()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var house = await HouseAsync(((IPEndPoint)silent.LocalEndpoint).Port, certificates: null, withoutTls: true, limit: TimeSpan.FromSeconds(1));
        var channel = (await house.AddAsync("email", Room)).Channel;

        await house.TellAsync(house.House.Lion, MessageKind.Match);

        Assert.Equal("teTraag", (await house.AttemptAsync(channel)).Outcome);
    }

    [Fact]
    public async Task What_a_stranger_slips_in_before_the_encryption_is_not_believed()
    {
        await using var stranger = await SlipIn.StartAsync();
        await using var house = await HouseAsync(stranger.Port, certificates: null);
        var channel = (await house.AddAsync("email", Room)).Channel;

        await house.TellAsync(house.House.Lion, MessageKind.Match);

        Assert.Equal("geenVersleuteling", (await house.AttemptAsync(channel)).Outcome);
        Assert.Equal("STARTTLS\r\n", await stranger.LastHeardAsync());
    }

    [Fact]
    public async Task Without_a_mail_server_a_channel_of_mail_waits_and_says_why()
    {
        await using var house = await DeliveryHouse.OpenAsync();
        var channel = (await house.AddAsync("email", Room)).Channel;

        await house.TellAsync(house.House.Lion, MessageKind.Match);

        Assert.Equal("geenMailserver", (await house.AttemptAsync(channel)).Outcome);
        Assert.Equal(DeliveryState.Waits, house.Newest(channel).State);
    }

    private static JsonObject Encrypted(TestCertificates certificates, bool auth = false) =>
        new() { ["certificate"] = certificates.CertificateFile, ["key"] = certificates.KeyFile, ["auth"] = auth };

    private static Task<DeliveryHouse> HouseAsync(
        int port, TestCertificates? certificates, string? user = null, string? password = null, bool withoutTls = false, TimeSpan? limit = null) => DeliveryHouse.OpenAsync(new DeliveryOptions
        {
            Smtp = new SmtpOptions { Host = withoutTls ? "127.0.0.1" : "localhost", Port = port, Sender = Sender, UserName = user, Password = password, WithoutTls = withoutTls },
            BaseAddress = new Uri("https://meldpunt.voorbeeld.nl"),
            Authorities = certificates is null ? [] : [certificates.Authority],
            Limit = limit ?? TimeSpan.FromSeconds(15),
        });
}
