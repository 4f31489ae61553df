using System.Buffers.Text;
using System.Net;
using System.Text;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Tests.Houses;
using static Meldpunt.Service.Tests.SecondFactor.FactorTalk;

namespace Meldpunt.Service.Tests.SecondFactor;

/// <summary>Passkeys over HTTP, with a device in software that can also do what no honest one does.</summary>
public sealed class PasskeyTests : IAsyncLifetime
{
    private readonly TestHouse _house = new();
    private readonly SoftPasskey _passkey = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        _passkey.Dispose();
        await _house.DisposeAsync();
    }

    [Fact]
    public async Task A_passkey_is_made_and_signs_its_owner_in_without_a_name_or_password()
    {
        await OwnAsync();
        using var browser = Browser.Open(_house, byName: true);

        var response = await browser.ShowPasskeyAsync(_passkey);

        Assert.Equal("/deelnemers", response.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/deelnemers")).StatusCode);
    }

    [Fact]
    public async Task A_passkey_is_a_second_step_too()
    {
        await OwnAsync();
        using var browser = await HalfwayAsync(_house, "eigenaar", byName: true);

        var response = await browser.ShowPasskeyAsync(_passkey, Step);

        Assert.Equal("/deelnemers", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task The_passkey_of_another_is_no_second_step_of_ones_own()
    {
        await OwnAsync();
        using var browser = await HalfwayAsync(_house, "toezicht", byName: true);

        var response = await browser.ShowPasskeyAsync(_passkey, Step);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.OpenAsync("/logboek")).StatusCode);
    }

    [Fact]
    public async Task A_device_that_does_not_ask_who_its_user_is_signs_nobody_in()
    {
        await OwnAsync();
        _passkey.VerifiesUser = false;

        await RefusesAsync();
    }

    [Fact]
    public async Task An_answer_that_was_given_to_another_site_signs_nobody_in()
    {
        await OwnAsync();
        _passkey.Origin = "https://meldpunt.example.org";

        await RefusesAsync();
    }

    [Fact]
    public async Task A_device_that_was_copied_signs_nobody_in()
    {
        _passkey.Count = 7;
        await OwnAsync();

        await RefusesAsync();
    }

    [Fact]
    public async Task A_passkey_that_nobody_has_here_signs_nobody_in()
    {
        var management = _house.Installation.Accounts.FindByName("beheer")!.Id;
        using var unknown = new SoftPasskey();
        unknown.Make($$"""{"rp":{"id":"localhost"},"user":{"id":"{{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(management.ToString()))}}"},"challenge":"AAAA"}""", "http://localhost");

        await RefusesAsync(unknown);
    }

    [Fact]
    public async Task An_answer_counts_once_also_with_the_cookie_that_went_with_it()
    {
        await OwnAsync();
        using var browser = Browser.Open(_house, byName: true);
        var options = await Browser.TextAsync(await browser.PostFromAsync("/aanmelden", "/aanmelden?handler=passkeyOptions"));
        var answer = _passkey.Answer(options, browser.Origin);
        using var thief = Browser.Open(_house, byName: true);
        await thief.OpenAsync("/aanmelden");
        thief.Cookies = browser.Cookies;

        var owner = await browser.PostFromAsync("/aanmelden", "/aanmelden?handler=passkey", ("passkey", answer));
        var copy = await thief.PostFromAsync("/aanmelden", "/aanmelden?handler=passkey", ("passkey", answer));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (owner.StatusCode, copy.StatusCode));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("geen json")]
    [InlineData("[1]")]
    public async Task What_is_no_answer_is_refused_in_words(string answer)
    {
        using var browser = Browser.Open(_house, byName: true);
        await browser.PostFromAsync("/aanmelden", "/aanmelden?handler=passkeyOptions");

        var response = await browser.PostFromAsync("/aanmelden", "/aanmelden?handler=passkey", ("passkey", answer));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Deze passkey werkt hier niet", await Browser.TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_a_question_is_refused()
    {
        await OwnAsync();
        using var asker = Browser.Open(_house, byName: true);
        var options = await Browser.TextAsync(await asker.PostFromAsync("/aanmelden", "/aanmelden?handler=passkeyOptions"));
        using var browser = Browser.Open(_house, byName: true);

        var response = await browser.PostFromAsync("/aanmelden", "/aanmelden?handler=passkey", ("passkey", _passkey.Answer(options, browser.Origin)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task After_five_minutes_a_question_can_be_answered_no_more()
    {
        await OwnAsync();
        using var browser = Browser.Open(_house, byName: true);
        var options = await Browser.TextAsync(await browser.PostFromAsync("/aanmelden", "/aanmelden?handler=passkeyOptions"));

        _house.Time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        var response = await browser.PostFromAsync("/aanmelden", "/aanmelden?handler=passkey", ("passkey", _passkey.Answer(options, browser.Origin)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task At_an_address_of_digits_the_page_says_that_passkeys_need_a_name()
    {
        using var byNumber = Browser.Open(_house);
        using var byName = Browser.Open(_house, byName: true);

        var page = await byNumber.ReadAsync("/aanmelden");
        var options = await byNumber.PostFromAsync("/aanmelden", "/aanmelden?handler=passkeyOptions");

        Assert.Contains("op een adres met een naam", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, options.StatusCode);
        Assert.DoesNotContain("op een adres met een naam", await byName.ReadAsync("/aanmelden"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_question_tells_nothing_of_any_account()
    {
        await OwnAsync();
        using var browser = Browser.Open(_house, byName: true);

        var options = await Browser.TextAsync(await browser.PostFromAsync("/aanmelden", "/aanmelden?handler=passkeyOptions"));

        Assert.Contains("\"userVerification\":\"required\"", options, StringComparison.Ordinal);
        Assert.DoesNotContain("\"id\":", options, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_account_ends_its_passkey_signs_nobody_in()
    {
        await OwnAsync();
        await _house.Installation.Accounts.EndAsync(_house.Installation.Accounts.FindByName("eigenaar")!.Id);

        await RefusesAsync();
    }

    private async Task OwnAsync()
    {
        using var browser = await NewcomerAsync(_house, "eigenaar", byName: true);
        var response = await browser.SetUpPasskeyAsync(_passkey);
        Assert.Equal(RecoveryCodes.Count, PaperOn(await Browser.TextAsync(response)).Count);
    }

    private async Task RefusesAsync(SoftPasskey? passkey = null)
    {
        using var browser = Browser.Open(_house, byName: true);
        var response = await browser.ShowPasskeyAsync(passkey ?? _passkey);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("top__who", await Browser.TextAsync(response), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.OpenAsync("/deelnemers")).StatusCode);
    }
}
