using System.Net;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Service.Tests.SecondFactor;
using Meldpunt.Service.Tests.Terminals;
using Meldpunt.Tests;

namespace Meldpunt.Service.Tests;

/// <summary>Everything by which people come in, through two proxies that do TLS.</summary>
public sealed class BehindProxyTests : IAsyncLifetime
{
    // The second proxy is on this machine too, and adds the first one's address.
    private const string Visitor = "203.0.113.7, 127.0.0.1";

    private readonly TestHouse _house = new() { IsBehindProxy = true };

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Password_and_code_open_a_session_whose_cookies_are_for_https_alone()
    {
        using var browser = Browser.OpenThroughProxy(_house, Visitor);

        Assert.True(Browser.IsHalfway(await browser.GivePasswordAsync("beheer")));
        await browser.PostAsync("/aanmelden/code", ("code", await _house.Installation.FreshCodeAsync("beheer")));
        var page = await browser.OpenAsync("/deelnemers");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("max-age=31536000", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
        Assert.NotNull(browser.Cookie("__Host-meldpunt"));
        Assert.NotNull(browser.Cookie("__Host-meldpunt-bekend"));
        Assert.All(browser.SetCookies, cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task A_passkey_is_made_and_used_at_the_address_that_the_browser_sees_and_at_no_other()
    {
        await _house.Installation.Accounts.CreateAsync("eigenaar", TestHouse.Password, Role.Management, participantId: null, locationId: null);
        using var passkey = new SoftPasskey();
        using (var first = Browser.OpenThroughProxy(_house, Visitor))
        {
            await first.GivePasswordAsync("eigenaar");
            Assert.Equal(HttpStatusCode.OK, (await first.SetUpPasskeyAsync(passkey)).StatusCode);
        }

        using var browser = Browser.OpenThroughProxy(_house, Visitor);
        passkey.Origin = "http://meldpunt.example.nl";
        Assert.Equal(HttpStatusCode.OK, (await browser.ShowPasskeyAsync(passkey)).StatusCode);
        passkey.Origin = null;
        Assert.Equal("/deelnemers", (await browser.ShowPasskeyAsync(passkey)).Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_terminal_is_enrolled_and_somebody_comes_in_with_a_PIN()
    {
        await _house.HireAsync("anna", "5001", _house.Lion, "Rokin");
        var code = await _house.AddTerminalAsync("veiligheid", "Kassa 1", "Damstraat");
        using var gate = Browser.OpenThroughProxy(_house, Visitor);

        Assert.Equal(HttpStatusCode.Redirect, (await gate.PostAsync("/terminal", ("code", code))).StatusCode);
        await gate.ComeInAsync("5001");

        Assert.NotNull(gate.Cookie("__Host-meldpunt-terminal"));
        Assert.Equal(HttpStatusCode.OK, (await gate.AskAsync()).StatusCode);
    }

    [Fact]
    public async Task Limits_count_the_address_behind_the_proxies_whatever_somebody_wrote_before_it()
    {
        for (var attempt = 0; attempt < 60; attempt++)
        {
            using var client = Browser.OpenThroughProxy(_house, $"198.51.100.{attempt}, {Visitor}");
            Assert.NotEqual(HttpStatusCode.TooManyRequests, await TryAsync(client));
        }

        using var same = Browser.OpenThroughProxy(_house, Visitor);
        using var another = Browser.OpenThroughProxy(_house, "203.0.113.8, 127.0.0.1");
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(same));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await TryAsync(another));
    }

    private static async Task<HttpStatusCode> TryAsync(Browser browser)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/uitnodiging") { Content = new FormUrlEncodedContent([KeyValuePair.Create("code", "x")]) };
        return (await browser.SendAsync(request)).StatusCode;
    }
}
