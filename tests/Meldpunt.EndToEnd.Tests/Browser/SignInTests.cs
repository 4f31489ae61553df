using System.Text.RegularExpressions;
using Meldpunt.Admin.Access;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Meldpunt.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

public sealed partial class SignInTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    [Fact]
    public async Task A_wrong_password_an_unknown_name_an_ended_account_and_a_participant_that_left_look_the_same()
    {
        var store = Site.Installation;
        var leaving = await store.SettleAsync("Garage die uittreedt", "020 555 0199", ["Ingang"]);
        const string Password = "een lang wachtwoord";
        await store.Accounts.CreateAsync("vertrokken", Password, Admin.Accounts.Role.Security, leaving.Id, locationId: null);
        await store.Participants.LeaveAsync(Caller.CommandLine, leaving.Id);
        var ended = await store.Accounts.CreateAsync("beeindigd", Password, Admin.Accounts.Role.Management, participantId: null, locationId: null);
        await store.Accounts.EndAsync(ended.Id);

        var page = await OpenAsync();
        var seen = new List<string>();
        foreach (var (userName, password) in new[]
        {
            ("beheer", "verkeerd wachtwoord"), ("niemand", Password), ("beeindigd", Password), ("vertrokken", Password),
        })
        {
            await page.GotoAsync("/aanmelden");
            await page.FillAsync("#gebruikersnaam", userName);
            await page.FillAsync("#wachtwoord", password);
            await page.PressAsync("#wachtwoord", "Enter");
            await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            seen.Add(FormToken().Replace(await page.ContentAsync(), string.Empty));
        }

        Assert.Single(seen.Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("poort", "/poort")]
    [InlineData("veiligheid", "/bureau")]
    [InlineData("toezicht", "/logboek")]
    [InlineData("beheer", "/deelnemers")]
    public async Task Every_role_begins_at_its_own_page(string userName, string path)
    {
        var page = await OpenAsync(userName);
        await page.GotoAsync("/");
        await Expect(page).ToHaveURLAsync(Site.Address + path);
    }

    [Fact]
    public async Task Who_was_sent_to_sign_in_comes_back_to_the_page_but_never_to_another_site()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/registreren");
        await Expect(page).ToHaveURLAsync(Patterns.SignInForRegister);
        await SubmitAsync(page, "veiligheid");
        await Expect(page).ToHaveURLAsync(Site.Address + "/registreren");

        await page.ClickAsync("text=Afmelden");
        await page.GotoAsync("/aanmelden?terug=//example.org/");
        await SubmitAsync(page, "veiligheid");
        await Expect(page).ToHaveURLAsync(Site.Address + "/bureau");
    }

    [Fact]
    public async Task Signing_out_ends_the_session_on_the_server()
    {
        var page = await OpenAsync();
        await Site.SignInAsync(page, "beheer");
        var cookies = await page.Context.CookiesAsync();
        await page.ClickAsync("text=Afmelden");
        await page.Context.AddCookiesAsync(cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = Site.Address }));
        await page.GotoAsync("/deelnemers");
        await Expect(page).ToHaveURLAsync(Patterns.SignIn);
    }

    [Theory]
    [InlineData("poort", "/registreren", 403, "Niet toegestaan")]
    [InlineData("poort", "/logboek", 403, "Niet toegestaan")]
    [InlineData("toezicht", "/registraties", 403, "Niet toegestaan")]
    [InlineData("veiligheid", "/poort", 403, "Niet toegestaan")]
    [InlineData("veiligheid", "/deelnemers", 403, "Niet toegestaan")]
    [InlineData("beheer", "/logboek", 403, "Niet toegestaan")]
    [InlineData("beheer", "/bestaat-niet", 404, "Niet gevonden")]
    public async Task A_page_of_another_role_or_of_nobody_says_so_in_the_same_look(string userName, string path, int status, string title)
    {
        var page = await OpenAsync(userName);
        var response = await page.GotoAsync(path);
        Assert.Equal(status, response!.Status);
        await Expect(page.Locator("h1")).ToHaveTextAsync(title);
        await Expect(page.Locator("link[rel=stylesheet]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_language_switch_keeps_the_page_and_stays()
    {
        var page = await OpenAsync("toezicht");
        await page.GotoAsync("/logboek?uitkomst=match");
        await page.ClickAsync("text=English");
        await Expect(page).ToHaveURLAsync(Site.Address + "/logboek?uitkomst=match");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Query log");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await page.GotoAsync("/bestaat-niet");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Not found");
    }

    private async Task SubmitAsync(IPage page, string userName)
    {
        await page.FillAsync("#gebruikersnaam", userName);
        await page.FillAsync("#wachtwoord", Site.PasswordOf(userName));
        await page.PressAsync("#wachtwoord", "Enter");
        await Site.GiveCodeAsync(page, userName);
    }

    [GeneratedRegex("value=\"CfDJ[^\"]+\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FormToken();
}
