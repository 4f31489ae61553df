using System.Net;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Access;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Sessions;

/// <summary>The key of a session: new at every sign-in and after every step-up, dead after sign-out, and worth nothing but itself.</summary>
public sealed class SessionKeyTests : IAsyncLifetime
{
    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task After_signing_out_the_old_cookie_opens_nothing_and_the_row_is_gone()
    {
        using var browser = await Browser.SignInAsync(_house, "toezicht");
        var copied = browser.Cookies;
        using var thief = _house.Thief(copied);
        var before = await thief.ReadAsync(Talk.Queries);

        var signedOut = await browser.PostFromAsync("/logboek", "/afmelden");
        var after = await thief.ReadAsync(Talk.Queries);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
        Assert.Empty(_house.SessionsOf("toezicht"));
        Assert.Equal("\"cache\", \"storage\"", Assert.Single(signedOut.Headers.GetValues("Clear-Site-Data")));
    }

    [Fact]
    public async Task A_session_that_somebody_was_given_before_signing_in_is_not_the_one_they_have_after_it()
    {
        // Somebody plants their own session in another's browser and waits.
        using var attacker = await Browser.SignInAsync(_house, "poort");
        var planted = attacker.Cookies;
        var plantedId = Assert.Single(_house.SessionsOf("poort")).Id;

        var account = _house.Installation.Accounts.FindByName("poort-haven")!;
        using var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateScope(_house.Services);
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Request.Headers.Cookie = planted;
        await Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.AuthenticateAsync(http, Microsoft.AspNetCore.Identity.IdentityConstants.ApplicationScheme);
        var door = (SessionDoor)scope.ServiceProvider.GetService(typeof(SessionDoor))!;
        await door.SignInAsync(http, account, SignInMethods.Password, terminalId: default);

        using var thief = _house.Thief(planted);
        Assert.True((await thief.ReadAsync("/poort")).IsSentToSignIn());
        Assert.Empty(_house.SessionsOf("poort"));
        Assert.NotEqual(plantedId, Assert.Single(_house.SessionsOf("poort-haven")).Id);
    }

    [Fact]
    public async Task A_step_up_gives_the_browser_another_key_and_the_old_one_opens_nothing()
    {
        using var browser = await Browser.SignInAsync(_house, "toezicht");
        var copied = browser.Cookies;
        var id = Assert.Single(_house.SessionsOf("toezicht")).Id;
        _house.Time.Advance(StepUp.Lasts);

        var confirmed = await browser.PostAsync("/bevestig?terug=/logboek", (StepUp.CodeField, await _house.CodeAsync("toezicht")));

        using var thief = _house.Thief(copied);
        Assert.Equal("/logboek", confirmed.Headers.Location?.ToString());
        Assert.True((await thief.ReadAsync("/logboek")).IsSentToSignIn());
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/logboek")).StatusCode);
        Assert.Equal(id, Assert.Single(_house.SessionsOf("toezicht")).Id);
    }

    [Fact]
    public async Task Two_browsers_of_one_person_are_two_sessions_and_one_goes_on_when_the_other_ends()
    {
        using var first = await Browser.SignInAsync(_house, "toezicht");
        using var second = await Browser.SignInAsync(_house, "toezicht");

        await first.PostFromAsync("/logboek", "/afmelden");

        Assert.True((await first.OpenAsync("/logboek")).IsSentToSignIn());
        Assert.Equal(HttpStatusCode.OK, (await second.OpenAsync("/logboek")).StatusCode);
    }

    [Fact]
    public async Task A_restart_keeps_sessions()
    {
        using var browser = await Browser.SignInAsync(_house, "toezicht");
        var cookies = browser.Cookies;

        await _house.RestartAsync();

        using var same = _house.Thief(cookies);
        Assert.Equal(HttpStatusCode.OK, (await same.ReadAsync("/logboek")).StatusCode);
    }

    [Fact]
    public async Task Nothing_that_stands_in_the_database_opens_a_session()
    {
        using var browser = await Browser.SignInAsync(_house, "toezicht");
        var session = Assert.Single(_house.SessionsOf("toezicht"));
        var book = _house.Part<SessionBook>();

        Assert.Null(book.Find(Convert.ToHexString(session.KeyHash)));
        Assert.Null(book.Find(Convert.ToHexStringLower(session.KeyHash)));
        Assert.Null(book.Find(session.Id.ToString()));
        Assert.Null(book.Find(string.Empty));
    }
}
