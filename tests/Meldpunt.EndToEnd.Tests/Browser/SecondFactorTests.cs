using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Meldpunt.Admin.Accounts;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Meldpunt.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

/// <summary>Second factors in a real browser: an app by keyboard on a small screen, passkeys with the browser's own authenticator, codes of paper.</summary>
public sealed class SecondFactorTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const string Password = "een lang wachtwoord van iemand";

    private string ByName => Site.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    [Theory]
    [InlineData("nl", "Bewaar uw codes", "Deelnemers")]
    [InlineData("en", "Keep your codes", "Participants")]
    public async Task Somebody_new_sets_an_app_up_with_the_keyboard_alone_at_320_pixels(string language, string paperTitle, string firstPage)
    {
        var page = await OpenAsync(options: new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 320, Height = 640 } });
        await page.Context.AddCookiesAsync([new Cookie { Name = "meldpunt-taal", Value = language, Url = Site.Address }]);
        await GivePasswordAsync(page, await AddAsync("klein-" + language));
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/account/instellen", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await CheckAsync(page);

        // Tab after tab, as somebody without a mouse comes to the field.
        for (var tabs = 0; tabs < 40 && !await page.EvaluateAsync<bool>("() => document.activeElement?.id === 'code'"); tabs++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await Expect(page.Locator("#code")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(await CodeOnAsync(page));
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("h1")).ToHaveTextAsync(paperTitle);
        await Expect(page.Locator(".paper__codes li")).ToHaveCountAsync(RecoveryCodes.Count);
        await CheckAsync(page);
        await page.ClickAsync("main a.button");
        await Expect(page.Locator("h1")).ToHaveTextAsync(firstPage);
    }

    [Fact]
    public async Task A_passkey_is_made_signs_in_by_itself_and_is_a_second_step()
    {
        var page = await OpenAsync(options: new BrowserNewContextOptions { BaseURL = ByName });
        await AddAuthenticatorAsync(page);
        await GivePasswordAsync(page, await AddAsync("sleutelaar"));
        await page.FillAsync("#naam", "telefoon");
        await page.PressAsync("#naam", "Enter");
        await Expect(page.Locator(".paper__codes li")).ToHaveCountAsync(RecoveryCodes.Count);
        await page.GotoAsync("/account");
        await Expect(page.Locator("summary:text-is('telefoon')")).ToBeVisibleAsync();

        await page.ClickAsync("text=Afmelden");
        await page.ClickAsync("text=Gebruik een passkey");
        await Expect(page).ToHaveURLAsync(ByName + "/deelnemers");

        await page.ClickAsync("text=Afmelden");
        await GivePasswordAsync(page, "sleutelaar");
        await Expect(page.Locator("#code")).ToBeVisibleAsync();
        await page.ClickAsync("text=Gebruik een passkey");
        await Expect(page).ToHaveURLAsync(ByName + "/deelnemers");
    }

    [Fact]
    public async Task A_browser_that_gives_no_passkey_leaves_the_page_and_says_so()
    {
        var page = await OpenAsync(options: new BrowserNewContextOptions { BaseURL = ByName });
        await AddAuthenticatorAsync(page, isUserVerified: false);
        await page.GotoAsync("/aanmelden");

        await page.ClickAsync("text=Gebruik een passkey");

        await Expect(page.Locator("[data-passkey-fault]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-passkey] button")).ToBeEnabledAsync();
    }

    [Fact]
    public async Task Another_passkey_is_added_and_taken_away_again()
    {
        var page = await OpenAsync(options: new BrowserNewContextOptions { BaseURL = ByName });
        await AddAuthenticatorAsync(page);
        await Site.SignInAsync(page, "beheer");
        await page.GotoAsync("/account");
        await page.FillAsync("#naam", "sleutel");
        await page.PressAsync("#naam", "Enter");
        await Expect(page.Locator("summary:text-is('sleutel')").Or(page.Locator(".paper__codes"))).ToBeVisibleAsync();
        await page.GotoAsync("/account");
        await page.ClickAsync("summary:text-is('sleutel')");
        await page.ClickAsync("details[open] button");

        await Expect(page.Locator("[role=status]")).ToBeVisibleAsync();
        await Expect(page.Locator("summary:text-is('sleutel')")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_code_of_paper_signs_in_and_the_next_page_says_how_many_are_left()
    {
        var account = Site.Installation.Accounts.FindByName("veiligheid-oost")!;
        await Site.Installation.GiveAppAsync(account.Id);
        var codes = await Site.Installation.Writer.WriteAsync(connection => Site.Installation.RecoveryCodes.Replace(connection, account.Id));
        var page = await OpenAsync();
        await page.GotoAsync("/registraties");
        await page.FillAsync("#gebruikersnaam", "veiligheid-oost");
        await page.FillAsync("#wachtwoord", Site.PasswordOf("veiligheid-oost"));
        await page.PressAsync("#wachtwoord", "Enter");

        await page.FillAsync("#code", codes[5]);
        await page.PressAsync("#code", "Enter");

        await Expect(page.Locator("[role=status]")).ToContainTextAsync("Codes die nog werken: 9");
        await page.ClickAsync("[role=status] a.button");
        await Expect(page).ToHaveURLAsync(Site.Address + "/registraties");
    }

    [Fact]
    public async Task Without_script_one_signs_in_with_a_code_and_reads_why_there_is_no_passkey()
    {
        var page = await OpenAsync(options: new BrowserNewContextOptions { JavaScriptEnabled = false, BaseURL = ByName });
        await page.GotoAsync("/aanmelden");
        await Expect(page.Locator("[data-passkey-none]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-passkey]")).ToBeHiddenAsync();

        await Site.SignInAsync(page, "beheer");

        await Expect(page).ToHaveURLAsync(ByName + "/deelnemers");
    }

    [Fact]
    public async Task The_picture_is_the_key_that_stands_below_it()
    {
        var page = await OpenAsync(Site.Newcomer);
        await page.GotoAsync("/account/instellen");

        var size = await page.EvaluateAsync<int>("() => document.querySelector('.qr').viewBox.baseVal.width");
        var modules = (await page.GetAttributeAsync(".qr path", "d"))!.Split('z').Length - 1;
        var typed = (await page.InnerTextAsync(".secret")).Replace(" ", string.Empty, StringComparison.Ordinal).ReplaceLineEndings(string.Empty);

        Assert.Equal(await page.GetAttributeAsync("[data-geheim]", "data-geheim"), typed);
        Assert.InRange(size, 37, 77);
        Assert.InRange(modules, size * size / 5, size * size / 2);
    }

    private static async Task AddAuthenticatorAsync(IPage page, bool isUserVerified = true)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = isUserVerified,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static async Task<string> CodeOnAsync(IPage page) =>
        Totp.CodeOf(Totp.FromBase32((await page.GetAttributeAsync("[data-geheim]", "data-geheim"))!), Totp.StepAt(TimeProvider.System.GetUtcNow()));

    private static async Task CheckAsync(IPage page)
    {
        var found = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id} at {violation.Nodes[0].Html}"));
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= 320 || await page.EvaluateAsync<int>("() => innerWidth") > 320);
    }

    private static async Task GivePasswordAsync(IPage page, string userName)
    {
        await page.GotoAsync("/aanmelden");
        await page.FillAsync("#gebruikersnaam", userName);
        await page.FillAsync("#wachtwoord", Password);
        await page.PressAsync("#wachtwoord", "Enter");
    }

    private async Task<string> AddAsync(string userName)
    {
        await Site.Installation.Accounts.CreateAsync(userName, Password, Role.Management, participantId: null, locationId: null);
        Site.Installation.Directory.Refresh();
        return userName;
    }
}
