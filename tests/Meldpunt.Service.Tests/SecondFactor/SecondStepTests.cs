using System.Net;
using Dapper;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Access;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Tests;
using static Meldpunt.Service.Tests.SecondFactor.FactorTalk;

namespace Meldpunt.Service.Tests.SecondFactor;

/// <summary>The second step of signing in: what a code opens and what it does not, and what the first step alone opens.</summary>
public sealed class SecondStepTests : IAsyncLifetime
{
    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task After_password_and_code_the_session_is_open_and_the_half_one_is_gone()
    {
        using var browser = await HalfwayAsync(_house, "toezicht");
        var before = await browser.OpenAsync("/logboek");

        var response = await browser.GiveCodeAsync(await _house.Installation.FreshCodeAsync("toezicht"));

        Assert.Equal("/logboek", response.Headers.Location?.ToString());
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (before.StatusCode, (await browser.OpenAsync("/logboek")).StatusCode));
        Assert.DoesNotContain("halverwege", browser.Cookies, StringComparison.Ordinal);
        Assert.Equal("/", (await browser.OpenAsync(Step)).Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_code_that_was_used_opens_nothing_a_second_time()
    {
        var code = await _house.Installation.FreshCodeAsync("toezicht");
        using var first = await HalfwayAsync(_house, "toezicht");
        using var second = await HalfwayAsync(_house, "toezicht");
        await first.GiveCodeAsync(code);

        var response = await second.GiveCodeAsync(code);

        Assert.Contains("al gebruikt", await Browser.TextAsync(response), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await second.OpenAsync("/logboek")).StatusCode);
    }

    [Fact]
    public async Task Of_two_who_send_one_code_at_once_one_comes_in()
    {
        var code = await _house.Installation.FreshCodeAsync("toezicht");
        // One after the other: of one account five passwords are looked at at once.
        var browsers = new List<Browser>();
        while (browsers.Count < 8)
        {
            browsers.Add(await HalfwayAsync(_house, "toezicht"));
        }

        var responses = await Task.WhenAll(browsers.Select(browser => browser.GiveCodeAsync(code)));

        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(7, responses.Count(response => response.StatusCode == HttpStatusCode.OK));
    }

    [Theory]
    [InlineData(29, false, "")]
    [InlineData(30, true, "net verlopen")]
    [InlineData(60, true, "klopt niet")]
    public async Task A_code_that_comes_too_late_is_told_so(int secondsLater, bool isRefused, string word)
    {
        _house.Time.Advance(TimeSpan.FromSeconds(30 - (_house.Time.GetUtcNow().ToUnixTimeSeconds() % 30)));
        var code = await _house.Installation.FreshCodeAsync("toezicht");
        using var browser = await HalfwayAsync(_house, "toezicht");

        _house.Time.Advance(TimeSpan.FromSeconds(secondsLater));
        var response = await browser.GiveCodeAsync(code);

        Assert.Equal(isRefused, response.StatusCode == HttpStatusCode.OK);
        Assert.Contains(word, await Browser.TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Being_late_is_no_failure_and_a_wrong_code_is_one()
    {
        using var browser = await HalfwayAsync(_house, "toezicht");
        var late = await _house.Installation.FreshCodeAsync("toezicht");
        _house.Time.Advance(TimeSpan.FromSeconds(30));

        await browser.GiveCodeAsync(late);
        await browser.GiveCodeAsync("abcdef");

        var count = new GuessCount(GuessKind.SecondFactor, _house.Installation.Accounts.FindByName("toezicht")!.Id, PlaceId: default);
        var left = Enumerable.Range(0, 10).Count(_ => _house.Part<SignInThrottle>().TryGuess(count));
        Assert.Equal(SignInThrottle.FreeGuesses - 1, left);
    }

    [Fact]
    public async Task The_right_password_does_not_set_back_how_often_codes_were_wrong_and_too_many_are_not_looked_at()
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            using var guesser = await HalfwayAsync(_house, "toezicht");
            await guesser.GiveCodeAsync("abcdef");
        }

        using var browser = await HalfwayAsync(_house, "toezicht");
        var tooSoon = await browser.GiveCodeAsync(await _house.Installation.FreshCodeAsync("toezicht"));
        _house.Time.Advance(TimeSpan.FromSeconds(10));
        var afterwards = await browser.GiveCodeAsync(await _house.Installation.FreshCodeAsync("toezicht"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (tooSoon.StatusCode, afterwards.StatusCode));
    }

    [Fact]
    public async Task The_half_session_opens_no_page_and_no_route()
    {
        using var browser = await HalfwayAsync(_house, "veiligheid");

        foreach (var path in _house.Routes.Select(route => "/" + route.RoutePattern.RawText!.Trim('/')).Where(path => !path.Contains('{', StringComparison.Ordinal)).Distinct())
        {
            var response = await browser.OpenAsync(path);
            var page = response.StatusCode == HttpStatusCode.OK ? await Browser.TextAsync(response) : string.Empty;
            Assert.DoesNotContain("top__who", page, StringComparison.Ordinal);
            Assert.True(
                response.StatusCode != HttpStatusCode.OK || path.StartsWith("/aanmelden", StringComparison.Ordinal) || path is "/terminal" or "/terminal/pin" or "/livez" or "/readyz" or "/uitnodiging" or "/v1/openapi.json"
                    || path.StartsWith("/logboek/", StringComparison.Ordinal),
                $"{path} answered");
        }
    }

    [Fact]
    public async Task Half_a_session_ends_after_five_minutes()
    {
        using var browser = await HalfwayAsync(_house, "toezicht");

        _house.Time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        var response = await browser.OpenAsync(Step);

        Assert.Equal("/aanmelden", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Half_a_session_ends_when_the_accounts_stamp_changes_or_the_account_ends()
    {
        using var changed = await HalfwayAsync(_house, "toezicht");
        using var ended = await HalfwayAsync(_house, "beheer");
        await _house.Installation.Writer.WriteAsync(
            connection => connection.Execute("UPDATE account SET security_stamp = 'een andere' WHERE user_name = 'toezicht'"));
        await _house.Installation.Accounts.EndAsync(_house.Installation.Accounts.FindByName("beheer")!.Id);
        var code = await _house.Installation.FreshCodeAsync("toezicht");

        Assert.Equal("/aanmelden", (await changed.OpenAsync(Step)).Headers.Location?.ToString());
        Assert.Equal("/aanmelden", (await ended.OpenAsync(Step)).Headers.Location?.ToString());
        Assert.Equal(CodeOutcome.Accepted, await _house.Installation.Authenticators.UseAsync(_house.Installation.Accounts.FindByName("toezicht")!.Id, code));
    }

    [Fact]
    public async Task A_code_of_paper_opens_a_session_once_and_says_how_many_are_left()
    {
        var account = _house.Installation.Accounts.FindByName("toezicht")!;
        var codes = await _house.Installation.Writer.WriteAsync(connection => _house.Installation.RecoveryCodes.Replace(connection, account.Id));
        using var browser = await HalfwayAsync(_house, "toezicht");
        var response = await browser.GiveCodeAsync(codes[0]);
        var next = await browser.ReadAsync(response.Headers.Location!.ToString());
        using var again = await HalfwayAsync(_house, "toezicht");

        Assert.Contains("Codes die nog werken: 9", next, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/logboek")).StatusCode);
        Assert.Contains("klopt niet", await Browser.TextAsync(await again.GiveCodeAsync(codes[0])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gate_without_a_second_factor_needs_none_and_one_with_it_shows_it()
    {
        using var without = Browser.Open(_house);
        var first = await without.GivePasswordAsync("poort");
        await _house.Installation.GiveAppAsync(_house.Installation.Accounts.FindByName("poort")!.Id);
        using var with = Browser.Open(_house);
        var second = await with.GivePasswordAsync("poort");

        Assert.Equal("/poort", first.Headers.Location?.ToString());
        Assert.True(Browser.IsHalfway(second));
        Assert.Equal("/poort", (await with.GiveCodeAsync(await _house.Installation.FreshCodeAsync("poort"))).Headers.Location?.ToString());
    }

    [Fact]
    public async Task Whoever_was_sent_to_sign_in_comes_back_to_their_page_after_the_second_step()
    {
        using var browser = Browser.Open(_house);
        var password = await browser.PostFromAsync(
            "/aanmelden", "/aanmelden?terug=%2Fhandelingen", ("gebruikersnaam", "toezicht"), ("wachtwoord", TestHouse.Password));

        var path = password.Headers.Location!.ToString();
        var response = await browser.PostFromAsync(Step, path, ("code", await _house.Installation.FreshCodeAsync("toezicht")));

        Assert.Equal("/handelingen", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Nobody_can_tell_from_a_wrong_password_whether_somebody_has_a_second_factor()
    {
        using var browser = Browser.Open(_house);
        var pages = new List<string>();
        foreach (var userName in new[] { "toezicht", "poort", "bestaat-niet" })
        {
            pages.Add(await WithoutTokensAsync(await browser.GivePasswordAsync(userName, "een heel ander wachtwoord")));
        }

        Assert.Single(pages.Distinct(StringComparer.Ordinal));
    }

    private static async Task<string> WithoutTokensAsync(HttpResponseMessage response) =>
        System.Text.RegularExpressions.Regex.Replace(
            await Browser.TextAsync(response), "value=\"CfDJ[^\"]+\"", string.Empty, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
