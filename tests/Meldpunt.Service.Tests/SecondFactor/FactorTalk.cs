using System.Net;
using System.Text.RegularExpressions;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.SecondFactor;

/// <summary>What the tests of second factors say to the pages.</summary>
internal static partial class FactorTalk
{
    public const string Step = "/aanmelden/code";
    public const string SetUp = "/account/instellen";
    public const string Own = "/account";

    /// <summary>A browser in which somebody gave the right password and was asked for more.</summary>
    public static async Task<Browser> HalfwayAsync(TestHouse house, string userName, bool byName = false)
    {
        var browser = Browser.Open(house, byName);
        Assert.True(Browser.IsHalfway(await browser.GivePasswordAsync(userName)));
        return browser;
    }

    /// <summary>An account of management without a second factor, and a browser in which it gave its password.</summary>
    public static async Task<Browser> NewcomerAsync(TestHouse house, string userName, Role role = Role.Management, bool byName = false)
    {
        var participantId = role == Role.Security ? house.Lion.Id : (Meldpunt.Index.Identity.OpaqueId?)null;
        await house.Installation.Accounts.CreateAsync(userName, TestHouse.Password, role, participantId, locationId: null);
        house.Installation.Directory.Refresh();
        var browser = Browser.Open(house, byName);
        var response = await browser.GivePasswordAsync(userName);
        Assert.StartsWith(SetUp, response.Headers.Location?.ToString(), StringComparison.Ordinal);
        return browser;
    }

    public static Task<HttpResponseMessage> GiveCodeAsync(this Browser browser, string code) => browser.PostAsync(Step, ("code", code));

    /// <summary>The secret that a page shows, and what it sends back with the code.</summary>
    public static (string Secret, string Offer) OfferOn(string page) =>
        (Secret().Match(page).Groups["value"].Value, WebUtility.HtmlDecode(Offer().Match(page).Groups["value"].Value));

    /// <summary>The code of a secret now.</summary>
    public static string CodeOf(TestHouse house, string secret) => Totp.CodeOf(Totp.FromBase32(secret), Totp.StepAt(house.Time.GetUtcNow()));

    /// <summary>Sets an app up; returns its secret and the page that follows.</summary>
    public static async Task<(string Secret, string Page)> SetUpAppAsync(this Browser browser, TestHouse house)
    {
        var (secret, offer) = OfferOn(await browser.ReadAsync(SetUp));
        var response = await browser.PostAsync(SetUp, ("aanbod", offer), ("code", CodeOf(house, secret)));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (secret, await Browser.TextAsync(response));
    }

    /// <summary>Makes a passkey on the page on which somebody sets up a first second factor.</summary>
    public static async Task<HttpResponseMessage> SetUpPasskeyAsync(this Browser browser, SoftPasskey passkey, string name = "telefoon")
    {
        var options = await Browser.TextAsync(await browser.PostFromAsync(SetUp, SetUp + "?handler=passkeyOptions"));
        return await browser.PostFromAsync(SetUp, SetUp + "?handler=passkey", ("passkey", passkey.Make(options, browser.Origin)), ("naam", name));
    }

    /// <summary>Signs in with a passkey alone, or as the second step.</summary>
    public static async Task<HttpResponseMessage> ShowPasskeyAsync(this Browser browser, SoftPasskey passkey, string page = "/aanmelden")
    {
        var options = await Browser.TextAsync(await browser.PostFromAsync(page, page + "?handler=passkeyOptions"));
        return await browser.PostFromAsync(page, page + "?handler=passkey", ("passkey", passkey.Answer(options, browser.Origin)));
    }

    /// <summary>The codes for paper on a page.</summary>
    public static IReadOnlyList<string> PaperOn(string page) => [.. Paper().Matches(page).Select(match => match.Value)];

    [GeneratedRegex("data-geheim=\"(?<value>[A-Z2-7]{32})\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Secret();

    [GeneratedRegex("name=\"aanbod\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Offer();

    [GeneratedRegex("(?:[0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Paper();
}
