using Meldpunt.EndToEnd.Tests.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

/// <summary>Who looked this person up: two people at two screens, with the keyboard, without script.</summary>
public sealed class InspectionTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private static readonly BrowserNewContextOptions WithoutScript = new() { JavaScriptEnabled = false };

    [Fact]
    public async Task A_desk_and_an_auditor_find_out_together_with_the_keyboard_and_without_script()
    {
        var gate = new GatePage(await OpenAsync("poort-oost"));
        await gate.GoAsync();
        await gate.AskAsync(GatePage.Registered);
        await gate.ExpectAsync("match");
        var desk = await OpenAsync("veiligheid", new BrowserNewContextOptions(WithoutScript));
        await desk.GotoAsync("/inzage");
        await desk.FocusAsync("[id='persoon.achternaam']");
        foreach (var text in new[] { GatePage.Registered.Surname, string.Empty, GatePage.Registered.FirstNames, string.Empty, GatePage.Registered.BirthDate })
        {
            await desk.Keyboard.TypeAsync(text);
            await desk.Keyboard.PressAsync("Tab");
        }

        await desk.Keyboard.PressAsync("ArrowDown");
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.Locator("h2", new() { HasText = "Vermoeden van misbruik" })).ToBeVisibleAsync();
        var code = await desk.Locator(InspectionPage.Code).InnerTextAsync();

        var auditor = await OpenAsync("toezicht", new BrowserNewContextOptions(WithoutScript));
        await auditor.GotoAsync("/inzage");
        await auditor.FocusAsync(InspectionPage.CodeField);
        await auditor.Keyboard.TypeAsync(code);
        await auditor.Keyboard.PressAsync("Enter");
        await ExpectResultAsync(auditor);
        await desk.ClickAsync("text=Kijk opnieuw");
        await desk.ClickAsync("text=Toon wie zocht");
        await ExpectResultAsync(desk);
    }

    [Theory]
    [InlineData("poort")]
    [InlineData("beheer")]
    public async Task Nobody_else_opens_the_page(string userName)
    {
        var page = await OpenAsync(userName);

        var response = await page.GotoAsync("/inzage");

        Assert.Equal(403, response!.Status);
        await Expect(page.Locator(".top__nav a[href='/inzage']")).ToHaveCountAsync(0);
    }

    private static async Task ExpectResultAsync(IPage page)
    {
        var rows = page.Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(4);
        await Expect(rows.Nth(2)).ToContainTextAsync("poort-oost");

        // The desk that registered the person looked whether the person was known.
        await Expect(rows.Nth(3)).ToContainTextAsync("veiligheid");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("Vries");
    }
}
