using System.Text;
using Meldpunt.Admin.Messages;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Deliveries;

namespace Meldpunt.Service.Tests.Deliveries;

/// <summary>No text that anybody chose makes two headers or two commands of one.</summary>
public sealed class MailTextTests
{
    private static readonly Uri Link = new("https://meldpunt.voorbeeld.nl/zaken/1");

    [Fact]
    public void Every_kind_of_message_has_words_and_they_are_plain()
    {
        foreach (var kind in Enum.GetValues<MessageKind>())
        {
            var mail = MailText.Write("meldpunt@voorbeeld.nl", Open("kamer@garage.nl"), new Delivery { Kind = kind, MatchYear = 2026, MatchNumber = 17 }, Link);

            Assert.Contains("M-2026-000017\r\n", mail, StringComparison.Ordinal);
            Assert.All(mail.Split("\r\n"), line => Assert.True(MailText.IsPlain(line)));
            Assert.Single(mail.Split("\r\n"), line => line.StartsWith("Subject:", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("kamer@garage.nl>\r\nBcc: <iemand@elders.nl")]
    [InlineData("kamer@garage.nl>\nBcc: <iemand@elders.nl")]
    [InlineData("kamer@garage.nl>\rBcc: <iemand@elders.nl")]
    [InlineData("kamer@garage.nl\0")]
    [InlineData("kämer@garage.nl")]
    [InlineData("kamer@garage.nl\u2028Bcc: x")]
    public void An_address_that_got_in_all_the_same_ends_in_an_error_and_in_no_mail(string address) =>
        Assert.Throws<InvalidOperationException>(() => MailText.Write("meldpunt@voorbeeld.nl", Open(address), new Delivery { Kind = MessageKind.Match }, Link));

    [Fact]
    public void A_very_long_address_ends_in_an_error_too() =>
        Assert.Throws<InvalidOperationException>(() => MailText.Write("meldpunt@voorbeeld.nl", Open(new string('a', 2_000)), new Delivery { Kind = MessageKind.Match }, Link));

    [Fact]
    public void The_same_message_is_the_same_mail_at_every_try() => Assert.Equal(
        MailText.Write("meldpunt@voorbeeld.nl", Open("kamer@garage.nl"), new Delivery { Kind = MessageKind.Match }, Link),
        MailText.Write("meldpunt@voorbeeld.nl", Open("kamer@garage.nl"), new Delivery { Kind = MessageKind.Match, Attempts = 3 }, Link));

    [Theory]
    [InlineData("een\r\n", "een\r\n.\r\n")]
    [InlineData(".een\r\n.\r\n..x\r\n", "..een\r\n..\r\n...x\r\n.\r\n")]
    public void A_line_with_a_dot_ends_no_mail(string mail, string stuffed) => Assert.Equal(stuffed, Encoding.ASCII.GetString(SmtpSession.Stuffed(mail)));

    private static OpenChannel Open(string address) => new(new Channel { Id = OpaqueId.TryParse(new string('1', 32), out var id) ? id : default, Kind = ChannelKind.Mail }, address, []);
}
