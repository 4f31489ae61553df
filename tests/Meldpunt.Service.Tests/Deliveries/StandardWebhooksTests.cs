using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Meldpunt.Admin.Messages;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Deliveries;

/// <summary>
/// What the service really sends is verified by a receiver that is not ours: the package <c>standardwebhooks</c>, in a process of its own. <c>MELDPUNT_STANDARDWEBHOOKS</c> names the folder in which
/// it was installed; <c>.ci/run</c> does that.
/// </summary>
public sealed class StandardWebhooksTests
{
    [Fact]
    public async Task Somebody_elses_receiver_verifies_what_is_sent_also_while_the_secret_changes()
    {
        var folder = Environment.GetEnvironmentVariable("MELDPUNT_STANDARDWEBHOOKS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "No receiver that is not ours: MELDPUNT_STANDARDWEBHOOKS names no folder.");
        await using var house = await DeliveryHouse.OpenAsync();
        using var receiver = Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Deliveries", "webhook-receiver.mjs"), folder!])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var port = int.Parse((await ReadAsync())!, CultureInfo.InvariantCulture);
        var first = await house.AddAsync("webhook", $"http://127.0.0.1:{port}/melding");

        Assert.Equal("verified", await TellAsync(first.Secret));
        Assert.Equal("No matching signature found", await TellAsync(WebhookSecret.ToText(new byte[32])));

        // That one is tried again; then the secret changes, and for a day both hold.
        await house.WaitForAsync(first.Channel, delivery => delivery.Attempts == 1 && delivery.State == DeliveryState.Waits);
        await SetAsync(first.Secret);
        house.House.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("verified", Outcome(await ReadAsync()));
        var second = (await house.House.Installation.Channels.RenewSecretAsync(house.Desk, first.Channel.Id)).Made!;
        Assert.Equal("verified", await TellAsync(first.Secret));
        Assert.Equal("verified", await TellAsync(second.Secret));
        house.House.Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal("verified", await TellAsync(second.Secret));
        Assert.Equal("No matching signature found", await TellAsync(first.Secret));

        receiver.StandardInput.Close();
        await receiver.WaitForExitAsync(TestContext.Current.CancellationToken);

        async Task<string> TellAsync(string? secret)
        {
            await SetAsync(secret);
            await house.TellAsync(house.House.Lion, MessageKind.Match);
            return Outcome(await ReadAsync());
        }

        async Task SetAsync(string? secret)
        {
            await receiver.StandardInput.WriteLineAsync(new JsonObject { ["secret"] = secret, ["now"] = house.House.Time.GetUtcNow().ToUnixTimeMilliseconds() }.ToJsonString());
            await receiver.StandardInput.FlushAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        async Task<string?> ReadAsync() => await receiver.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static string Outcome(string? line) => JsonSerializer.Deserialize<JsonObject>(line!)!.Text("outcome");
}
