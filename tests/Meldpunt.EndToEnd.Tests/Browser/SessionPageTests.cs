using Meldpunt.EndToEnd.Tests.Browser.Support;
using Meldpunt.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

public sealed class SessionPageTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const int MostTabs = 60;

    private static readonly BrowserNewContextOptions Narrow = new() { ViewportSize = new ViewportSize { Width = 320, Height = 640 } };

    [Theory]
    [InlineData("toezicht", "nl", "Hier, nu", "Daar bent u nu afgemeld.")]
    [InlineData("beheer", "en", "Here, now", "You are signed out there now.")]
    public async Task Somebody_ends_a_session_elsewhere_with_the_keyboard_alone_on_a_narrow_screen(string userName, string language, string here, string done)
    {
        var elsewhere = await OpenAsync();
        await Site.SignInAsync(elsewhere, userName);
        var page = await OpenAsync(userName: null, Narrow);
        await Site.SignInAsync(page, userName);
        await page.Context.AddCookiesAsync([new Cookie { Name = "meldpunt-taal", Value = language, Url = Site.Address }]);

        await page.GotoAsync(SessionPages.Address);
        await Expect(page.Locator(".card").First).ToContainTextAsync(here);
        var others = await page.Locator(".card form button").CountAsync();
        await TabToAsync(page, page.Locator(".card form button").First);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("main [role=status]")).ToHaveTextAsync(done);
        await Expect(page.Locator(".card form button")).ToHaveCountAsync(others - 1);
        await elsewhere.ReloadAsync();
        await Expect(elsewhere).ToHaveURLAsync(Patterns.SignIn);
        await Expect(page.Locator(".card")).ToHaveCountAsync(others);
    }

    [Fact]
    public async Task A_wrong_code_loses_nothing_that_was_typed_and_the_right_one_does_it()
    {
        var page = await OpenAsync(userName: null, Narrow);
        await SessionPages.FailToExcludeAsync(page, Site);
        await Expect(page.Locator("#reden")).ToHaveValueAsync("Deelt gegevens met derden.");
        await Expect(page.Locator("[id='uitsluiten.bevestigingscode']")).ToBeFocusedAsync();

        await page.Keyboard.TypeAsync("000000");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[id='uitsluiten.bevestigingscode-fout']")).ToContainTextAsync("Deze code klopt niet");
        await Expect(page.Locator("#reden")).ToHaveValueAsync("Deelt gegevens met derden.");
        await page.Keyboard.TypeAsync(await Site.Installation.FreshCodeAsync("beheer"));
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("main [role=status]")).ToBeVisibleAsync();
        Assert.Contains(Site.Installation.Directory.Participants, participant => participant.LeftOn is not null);
    }

    [Fact]
    public async Task An_export_is_asked_for_confirmed_and_had()
    {
        var page = await OpenAsync();
        await SessionPages.SignInLongAgoAsync(page, Site, "toezicht");

        await page.GotoAsync("/logboek/uitvoer");
        await Expect(page.Locator(SessionPages.CodeField)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(await Site.Installation.FreshCodeAsync("toezicht"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main [role=status]")).ToHaveTextAsync("Bevestigd.");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("main .button"));

        Assert.StartsWith("logboek-", download.SuggestedFilename, StringComparison.Ordinal);
    }

    private static async Task TabToAsync(IPage page, ILocator wanted)
    {
        for (var tab = 0; tab < MostTabs; tab++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail("It cannot be reached with the keyboard.");
    }
}
