using System.Net;
using Meldpunt.Admin.Installations;
using Meldpunt.Service.Commands;
using Meldpunt.Service.Deliveries;

namespace Meldpunt.Service.Tests.Deliveries;

/// <summary>What is refused at the shell, before a mail goes out with a link that leads nowhere.</summary>
public sealed class DeliveryArgumentsTests
{
    private static readonly SmtpOptions Smtp = new() { Host = "mail.voorbeeld.nl", Port = 587, Sender = "meldpunt@voorbeeld.nl" };

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("::ffff:0.0.0.0")]
    public void Who_sends_mail_and_listens_on_every_address_says_what_links_begin_with(string address)
    {
        var refused = Assert.Throws<InstallationException>(() => DeliveryArguments.CheckLinks(new DeliveryOptions { Smtp = Smtp }, IPAddress.Parse(address)));

        Assert.Contains("--basisadres", refused.Message, StringComparison.Ordinal);
        DeliveryArguments.CheckLinks(new DeliveryOptions { Smtp = Smtp, BaseAddress = new Uri("https://meldpunt.voorbeeld.nl") }, IPAddress.Parse(address));
        DeliveryArguments.CheckLinks(new DeliveryOptions(), IPAddress.Parse(address));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("192.0.2.7")]
    public void Who_listens_on_one_address_need_not(string address) =>
        Assert.Null(Record.Exception(() => DeliveryArguments.CheckLinks(new DeliveryOptions { Smtp = Smtp }, IPAddress.Parse(address))));
}
