using System.Text;
using Meldpunt.Admin.Messages;
using Meldpunt.Service.Deliveries;

namespace Meldpunt.Service.Tests.Deliveries;

public sealed class WebhookSignatureTests
{
    // The example of the specification of Standard Webhooks 1.0.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    [Fact]
    public void The_known_example_is_signed_as_the_specification_says() => Assert.Equal(
        Signature,
        WebhookSignature.Sign([WebhookSecret.Parse(Secret)], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, Encoding.UTF8.GetBytes("{\"test\": 2432232314}")));

    [Fact]
    public void Two_secrets_give_two_signatures_with_a_space_between()
    {
        var signed = WebhookSignature.Sign([WebhookSecret.Parse(Secret), new byte[32]], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, Encoding.UTF8.GetBytes("{\"test\": 2432232314}")).Split(' ');

        Assert.Equal((2, Signature), (signed.Length, signed[0]));
        Assert.NotEqual(signed[0], signed[1]);
    }
}
