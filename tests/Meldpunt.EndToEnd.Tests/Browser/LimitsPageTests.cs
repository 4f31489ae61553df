using Meldpunt.Admin.QueryLog.Budgets;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Meldpunt.Service.Access;
using Meldpunt.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

/// <summary>The consortium changes a limit, and an auditor makes and withdraws somebody who does not exist, each with a second factor once more.</summary>
public sealed class LimitsPageTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const string Code = SessionPages.CodeField;

    private static readonly BrowserNewContextOptions Narrow = new() { ViewportSize = new ViewportSize { Width = 320, Height = 640 }, JavaScriptEnabled = false };

    [Fact]
    public async Task A_limit_is_changed_on_a_narrow_screen_by_keyboard_with_a_code_and_put_back()
    {
        var page = await OpenAsync(userName: null, Narrow);
        await SessionPages.SignInLongAgoAsync(page, Site, "beheer");
        await page.GotoAsync("/grenzen");
        await page.ClickAsync("table a >> nth=6");
        await Expect(page.Locator("#grens")).ToHaveValueAsync("locatie-spits");
        await Expect(page.Locator("#ineens")).ToHaveValueAsync("400");
        await page.FillAsync("#ineens", "500");
        await page.FillAsync(Code, "000000");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#bevestigingscode-fout")).ToContainTextAsync("Deze code klopt niet");
        await Expect(page.Locator(Code)).ToBeFocusedAsync();
        await Expect(page.Locator("#ineens")).ToHaveValueAsync("500");
        await page.Keyboard.TypeAsync(await Site.Installation.FreshCodeAsync("beheer"));
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("main [role=status]")).ToHaveTextAsync("De grenzen zijn gewijzigd.");
        await Expect(page.Locator("tbody tr").Nth(6)).ToContainTextAsync("nee: 400 ineens");
        Assert.Equal(500, Site.Installation.Budgets.Read()[BudgetScope.Location, BudgetSpan.Rush].AtOnce);
        await page.ClickAsync("text=Zet alle grenzen terug");
        await Expect(page.Locator("main [role=status]")).ToBeVisibleAsync();
        Assert.True(Site.Installation.Budgets.Read().HasBudgetsOf(BudgetSheet.Standard));
    }

    [Fact]
    public async Task A_decoy_is_withdrawn_with_a_code_in_the_form_itself()
    {
        var page = await OpenAsync(userName: null, Narrow);
        await SessionPages.SignInLongAgoAsync(page, Site, "toezicht");
        await LimitScenes.ListAsync(page, Site);
        await page.ClickAsync("td summary");
        var field = page.Locator($"td [name$='.{StepUp.CodeField}']");
        await field.FillAsync("000000");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("main [role=alert]")).ToHaveTextAsync("Er is niets ingetrokken.");
        await Expect(field).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(await Site.Installation.FreshCodeAsync("toezicht"));
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("main [role=status]")).ToHaveTextAsync("De lokpersoon is ingetrokken.");
    }
}
