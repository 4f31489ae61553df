using System.Net;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Service.Tests.SecondFactor;

namespace Meldpunt.Service.Tests.Terminals;

/// <summary>Gate staff with a passkey: where they stand is where the terminal stands.</summary>
public sealed class PasskeyAtTerminalTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task Who_comes_in_with_a_passkey_on_a_terminal_asks_from_there_and_elsewhere_from_the_own_location()
    {
        await house.AddAsync("met-passkey", Role.Gate, house.Lion, "Rokin");
        using var passkey = new SoftPasskey();
        using var own = Browser.Open(house, byName: true);
        Assert.Equal(HttpStatusCode.Redirect, (await own.GivePasswordAsync("met-passkey")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await own.SetUpPasskeyAsync(passkey)).StatusCode);
        using var elsewhere = Browser.Open(house, byName: true);
        Assert.Equal("/poort", (await elsewhere.ShowPasskeyAsync(passkey)).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.AskAsync()).StatusCode);
        using var gate = Browser.Open(house, byName: true);
        var code = await house.AddTerminalAsync("veiligheid", "Kassa passkey", "Damstraat");
        Assert.Equal(HttpStatusCode.Redirect, (await gate.PostAsync("/terminal", ("code", code))).StatusCode);

        Assert.Equal("/poort", (await ShowAtTerminalAsync(gate, passkey)).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await gate.AskAsync("Zonderhuis")).StatusCode);

        var rows = house.Installation.QueryLogReader.List(new QueryLogFilter { QueriesOnly = true }, 2);
        var terminal = house.TerminalOf(house.Lion, "Kassa passkey");
        Assert.Equal((house.IdOf("Damstraat"), terminal.Id), (rows[0].LocationId.ToString(), rows[0].TerminalId));
        Assert.Equal((house.IdOf("Rokin"), true), (rows[1].LocationId.ToString(), rows[1].TerminalId.IsEmpty));
    }

    [Fact]
    public async Task A_passkey_lets_nobody_in_on_a_terminal_of_another_participant()
    {
        await house.AddAsync("haven-passkey", Role.Gate, house.Harbour, "Noord");
        using var passkey = new SoftPasskey();
        using var own = Browser.Open(house, byName: true);
        await own.GivePasswordAsync("haven-passkey");
        await own.SetUpPasskeyAsync(passkey);
        using var gate = Browser.Open(house, byName: true);
        await gate.PostAsync("/terminal", ("code", await house.AddTerminalAsync("veiligheid", "Kassa van De Leeuw", "Damstraat")));

        Assert.Equal(HttpStatusCode.OK, (await ShowAtTerminalAsync(gate, passkey)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await gate.OpenAsync("/poort")).StatusCode);
    }

    private static async Task<HttpResponseMessage> ShowAtTerminalAsync(Browser gate, SoftPasskey passkey)
    {
        const string Page = "/aanmelden?met=wachtwoord";
        var options = await Browser.TextAsync(await gate.PostFromAsync(Page, "/aanmelden?handler=passkeyOptions"));
        return await gate.PostFromAsync(Page, "/aanmelden?handler=passkey", ("passkey", passkey.Answer(options, gate.Origin)));
    }
}
