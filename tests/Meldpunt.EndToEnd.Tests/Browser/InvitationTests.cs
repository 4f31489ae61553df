using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

/// <summary>From an invitation to the first page, with the keyboard alone, in both languages, with and without script.</summary>
public sealed class InvitationTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const string Chosen = "vier woorden achter elkaar";

    [Fact]
    public async Task A_desk_invites_hands_the_code_over_and_the_colleague_comes_in_by_the_keyboard_alone()
    {
        var desk = await OpenAsync(PeopleScenes.Desk);
        await desk.GotoAsync("/medewerkers");
        await desk.FocusAsync("#gebruikersnaam");
        await desk.Keyboard.TypeAsync("k.bakker");
        await desk.FocusAsync("#rol-0");
        await desk.Keyboard.PressAsync("Space");
        await desk.Keyboard.PressAsync("Tab");
        await desk.Keyboard.PressAsync("ArrowDown");
        await desk.Keyboard.PressAsync("Tab");
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.Locator(".once")).ToBeVisibleAsync();
        var code = await desk.Locator(".once").InnerTextAsync();

        var page = await OpenAsync();
        await page.GotoAsync("/uitnodiging");
        await Expect(page.Locator("#code")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(code);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#wachtwoord")).ToBeFocusedAsync();
        await Expect(page.Locator("#gebruikersnaam")).ToHaveValueAsync("k.bakker");
        await page.Keyboard.TypeAsync("kort");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".field__fault")).ToContainTextAsync("te kort");
        await page.Keyboard.TypeAsync(Chosen);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(Site.Address + "/poort");
        await Expect(page.Locator("#achternaam")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_code_behind_the_address_is_filled_in_and_leaves_the_address_and_a_password_can_be_looked_at()
    {
        var (_, code) = await PeopleScenes.InviteAsync(Site);
        var page = await OpenAsync();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);

        await page.GotoAsync("/uitnodiging#" + code);
        await Expect(page.Locator("#code")).ToHaveValueAsync(code);
        await Expect(page).ToHaveURLAsync(Site.Address + "/uitnodiging");
        await page.PressAsync("#code", "Enter");
        await page.FillAsync("#wachtwoord", Chosen);
        await page.ClickAsync("[data-toon]");
        await Expect(page.Locator("#wachtwoord")).ToHaveAttributeAsync("type", "text");
        await Expect(page.Locator("[data-toon]")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.PressAsync("#wachtwoord", "Enter");
        await Expect(page).ToHaveURLAsync(Site.Address + "/poort");

        Assert.DoesNotContain(asked, url => url.Contains(code[..4], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_script_and_in_English_it_works_the_same()
    {
        var (_, code) = await PeopleScenes.InviteAsync(Site);
        var page = await OpenAsync(options: new BrowserNewContextOptions { JavaScriptEnabled = false });
        await page.Context.AddCookiesAsync([new Cookie { Name = "meldpunt-taal", Value = "en", Url = Site.Address }]);

        await PeopleScenes.TypeCodeAsync(page, code);
        await Expect(page.Locator("h1")).ToHaveTextAsync("Invitation");
        await Expect(page.Locator("[data-toon]")).ToBeHiddenAsync();
        await page.FillAsync("#wachtwoord", Chosen);
        await page.PressAsync("#wachtwoord", "Enter");

        await Expect(page).ToHaveURLAsync(Site.Address + "/poort");
    }

    [Fact]
    public async Task Management_comes_in_by_its_first_code_and_gets_the_page_for_a_second_factor_and_nothing_else()
    {
        var (_, code) = await Site.Installation.AccountDesk.InviteAsync(Caller.CommandLine, new NewAccount { UserName = "beheer-nieuw", Role = Role.Management });
        var page = await OpenAsync();

        await PeopleScenes.TypeCodeAsync(page, code!);
        await page.FillAsync("#wachtwoord", Chosen);
        await page.PressAsync("#wachtwoord", "Enter");

        await Expect(page).ToHaveURLAsync(Site.Address + "/account/instellen");
        await page.GotoAsync("/deelnemers");
        await Expect(page).ToHaveURLAsync(Site.Address + "/account/instellen");
    }
}
