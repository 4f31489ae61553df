using System.Net;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.People;

/// <summary>Another password: with the old one, everywhere else signed out, and here on under a new key.</summary>
public sealed class PasswordPageTests : IAsyncLifetime
{
    private const string Path = "/account/wachtwoord";
    private const string Chosen = "vier woorden achter elkaar";

    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("poort", "/poort")]
    [InlineData("veiligheid", "/bureau")]
    public async Task Who_changes_it_stays_in_and_every_other_session_ends(string userName, string page)
    {
        using var elsewhere = await Browser.SignInAsync(_house, userName);
        using var here = await Browser.SignInAsync(_house, userName);

        var response = await here.PostAsync(Path, ("huidig", TestHouse.Password), ("wachtwoord", Chosen));

        Assert.Equal(Path + "?gedaan=ja", response.Headers.Location?.ToString());
        Assert.Contains(response.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("meldpunt=", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await here.OpenAsync(page)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.OpenAsync(page)).StatusCode);
        using var later = Browser.Open(_house);
        Assert.Equal(HttpStatusCode.OK, (await later.GivePasswordAsync(userName)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await later.GivePasswordAsync(userName, Chosen)).StatusCode);
    }

    [Fact]
    public async Task A_wrong_old_one_a_weak_new_one_and_the_same_again_are_refused_in_words()
    {
        using var browser = await Browser.SignInAsync(_house, "poort");

        var wrong = await Text(browser, "een heel ander wachtwoord", Chosen);
        var weak = await Text(browser, TestHouse.Password, "Welkom2026!!");
        var same = await Text(browser, TestHouse.Password, TestHouse.Password);
        var empty = await Text(browser, string.Empty, string.Empty);

        Assert.Contains("Dit klopt niet", wrong, StringComparison.Ordinal);
        Assert.Contains("bekend wachtwoord", weak, StringComparison.Ordinal);
        Assert.Contains("huidige wachtwoord", same, StringComparison.Ordinal);
        Assert.Contains("Dit is nog niet ingevuld", empty, StringComparison.Ordinal);
        Assert.Contains("Dit is te kort", empty, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_at_the_old_one_in_a_session_that_was_left_open_is_slowed_down()
    {
        using var browser = await Browser.SignInAsync(_house, "poort");
        for (var guess = 0; guess < 6; guess++)
        {
            await Text(browser, "een heel ander wachtwoord", Chosen);
        }

        Assert.Contains("Dit klopt niet", await Text(browser, TestHouse.Password, Chosen), StringComparison.Ordinal);
        _house.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(Path, ("huidig", TestHouse.Password), ("wachtwoord", Chosen))).StatusCode);
    }

    private static async Task<string> Text(Browser browser, string old, string chosen)
    {
        var response = await browser.PostAsync(Path, ("huidig", old), ("wachtwoord", chosen));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        return await Browser.TextAsync(response);
    }
}
