using System.Net;
using System.Text.RegularExpressions;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>People who sign in with a browser: the session lives on the server, and only our own pages may use it to change something.</summary>
public sealed partial class SessionTests : IAsyncLifetime
{
    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_page_of_our_own_may_ask_with_the_cookie_and_another_site_may_not()
    {
        using var browser = await SignInAsync("poort");

        var own = await AskAsync(browser, "Sec-Fetch-Site", "same-origin");
        var ownOrigin = await AskAsync(browser, "Origin", _house.Base);
        var otherSite = await AskAsync(browser, "Sec-Fetch-Site", "cross-site");
        var otherOrigin = await AskAsync(browser, "Origin", "https://elders.example");
        var silent = await AskAsync(browser, "X-Nothing", "1");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (own.StatusCode, ownOrigin.StatusCode));
        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            (otherSite.StatusCode, otherOrigin.StatusCode, silent.StatusCode));
    }

    [Fact]
    public async Task A_session_ends_with_its_account()
    {
        using var browser = await SignInAsync("toezicht");
        var before = await browser.ReadAsync(Talk.Queries);

        await _house.Installation.Accounts.EndAsync(_house.Installation.Accounts.FindByName("toezicht")!.Id);
        _house.Installation.Directory.Refresh();
        var after = await browser.ReadAsync(Talk.Queries);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task A_session_ends_when_the_shift_is_over()
    {
        using var browser = await SignInAsync("toezicht");

        _house.Time.Advance(TimeSpan.FromHours(11));
        var after = await browser.ReadAsync(Talk.Queries);

        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task The_cookie_cannot_be_read_by_script_nor_sent_by_another_site()
    {
        using var browser = Browser();

        var response = await PostSignInAsync(browser, "poort", TestHouse.Password);

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), value => value.StartsWith("meldpunt=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_unknown_name_and_a_wrong_password_look_the_same()
    {
        using var browser = Browser();

        var unknown = await PostSignInAsync(browser, "bestaat-niet", TestHouse.Password);
        var wrong = await PostSignInAsync(browser, "poort", "een heel ander wachtwoord");

        Assert.Equal(unknown.StatusCode, wrong.StatusCode);
        Assert.Equal(WithoutTokens(await BodyAsync(unknown)), WithoutTokens(await BodyAsync(wrong)));
    }

    private HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(_house.Base) };

    private async Task<HttpClient> SignInAsync(string userName)
    {
        var browser = Browser();
        var response = await PostSignInAsync(browser, userName, TestHouse.Password);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return browser;
    }

    private static async Task<HttpResponseMessage> PostSignInAsync(HttpClient browser, string userName, string password)
    {
        var page = await BodyAsync(await browser.ReadAsync("/aanmelden"));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["gebruikersnaam"] = userName,
            ["wachtwoord"] = password,
            ["__RequestVerificationToken"] = FormToken().Match(page).Groups["value"].Value,
        });
        return await browser.PostAsync(new Uri("/aanmelden", UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient browser, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Talk.Queries)
        {
            Content = new StringContent(Talk.Person().ToJsonString(), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add(header, value);
        return await browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<string> BodyAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static string WithoutTokens(string page) => FormToken().Replace(page, string.Empty);

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FormToken();
}
