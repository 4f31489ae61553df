using System.Net;
using System.Text.RegularExpressions;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Tests;

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
    public async Task A_match_and_no_match_on_the_page_have_the_same_size_too()
    {
        using var desk = _house.Client("veiligheid");
        (await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person("Paginaman", "Piet", prefix: null)))).EnsureSuccessStatusCode();
        using var browser = await SignInAsync("poort");

        var match = await PostFormAsync(browser, "/poort", ("achternaam", "Paginaman"), ("voornamen", "Piet"), ("geboortedatum", "12-3-1984"));
        var noMatch = await PostFormAsync(browser, "/poort", ("achternaam", "Paginaman"), ("voornamen", "Paul"), ("geboortedatum", "12-3-1984"));

        Assert.Contains("data-toestand=\"match\"", await BodyAsync(match), StringComparison.Ordinal);
        Assert.Contains("data-toestand=\"geen-match\"", await BodyAsync(noMatch), StringComparison.Ordinal);
        Assert.Equal(match.Content.Headers.ContentLength, noMatch.Content.Headers.ContentLength);
        Assert.Equal(match.StatusCode, noMatch.StatusCode);
    }

    [Theory]
    [InlineData("application/json", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nbroken", HttpStatusCode.BadRequest)]
    public async Task A_page_that_gets_something_else_than_its_form_refuses_it(string contentType, string body, HttpStatusCode expected)
    {
        using var browser = await SignInAsync("poort");
        var token = FormToken().Match(await BodyAsync(await browser.ReadAsync("/poort"))).Groups["value"].Value;
        browser.DefaultRequestHeaders.Add("RequestVerificationToken", token);
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        var response = await browser.PostTextAsync("/poort", body, contentType);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("/aanmelden?terug=/poort?%C3%A9")]
    [InlineData("/aanmelden?terug=https://elders.example/")]
    [InlineData("/aanmelden?terug=//elders.example/")]
    public async Task Signing_in_leads_to_a_page_of_ones_own_and_nowhere_else(string path)
    {
        using var browser = Browser();

        var response = await PostFormAsync(browser, path, ("gebruikersnaam", "poort"), ("wachtwoord", TestHouse.Password));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/poort", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Whoever_is_sent_to_sign_in_is_sent_on_this_host()
    {
        using var browser = Browser();
        browser.DefaultRequestHeaders.Host = "elders.example";

        var response = await browser.ReadAsync("/poort");

        Assert.Equal("/aanmelden?terug=%2Fpoort", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task The_interface_is_guarded_in_capitals_as_well()
    {
        using var browser = await SignInAsync("poort");
        using var stranger = Browser();

        var silent = await browser.PostAsync("/V1/bevragingen", Talk.Person());
        var unknown = await stranger.ReadAsync("/V1/bevragingen");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized), (silent.StatusCode, unknown.StatusCode));
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
        if (Houses.Browser.IsHalfway(response))
        {
            response = await PostFormAsync(browser, "/aanmelden/code", ("code", await _house.Installation.FreshCodeAsync(userName)));
        }

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return browser;
    }

    private static Task<HttpResponseMessage> PostSignInAsync(HttpClient browser, string userName, string password) =>
        PostFormAsync(browser, "/aanmelden", ("gebruikersnaam", userName), ("wachtwoord", password));

    private static async Task<HttpResponseMessage> PostFormAsync(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        var page = await BodyAsync(await browser.ReadAsync(path));
        using var form = new FormUrlEncodedContent(fields
            .Append(("__RequestVerificationToken", FormToken().Match(page).Groups["value"].Value))
            .Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await browser.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
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
