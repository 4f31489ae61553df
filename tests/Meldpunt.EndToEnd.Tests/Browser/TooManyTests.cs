using Meldpunt.EndToEnd.Tests.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

public sealed class TooManyTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_gate_that_asked_about_too_many_is_told_so_and_Enter_asks_again_when_it_may(bool hasScript)
    {
        var page = await OpenAsync("poort", new BrowserNewContextOptions { JavaScriptEnabled = hasScript });
        var gate = new GatePage(page);

        // Afterwards the old budgets hold again.
        await LimitScenes.AskTooManyAsync(page, Site);

        await gate.ExpectAsync("te-veel");
        await Expect(gate.Main.Locator("h2")).ToHaveTextAsync("Even wachten");
        await Expect(gate.Main).ToContainTextAsync("Niet getoetst.");
        await Expect(gate.Main).Not.ToContainTextAsync("Geen registratie");
        await Expect(gate.Surname).Not.ToBeEmptyAsync();
        await Expect(gate.Main.Locator("[data-geen-antwoord] button")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await gate.ExpectAsync("geen-match");
    }
}
