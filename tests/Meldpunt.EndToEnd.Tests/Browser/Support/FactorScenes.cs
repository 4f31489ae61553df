using Meldpunt.Tests;
using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>The pages of second factors in their states.</summary>
internal static class FactorScenes
{
    private const string Owner = "toezicht";

    public static IReadOnlyList<Scene> All { get; } =
    [
        new("tweede-stap", UserName: null, HalfwayAsync),
        new("tweede-stap-fout", UserName: null, FailAsync),
        new("instellen", Site.Newcomer, (page, _) => page.GotoAsync("/account/instellen")),
        new("instellen-fout", Site.Newcomer, FailToSetUpAsync),
        new("account", Owner, (page, _) => page.GotoAsync("/account")),
        new("account-app", Owner, ReplaceAppAsync),
        new("account-papier", Owner, RenewPaperAsync),
        new("account-na-papier", Owner, SeeLeftAsync),
        new("account-zonder", "poort", (page, _) => page.GotoAsync("/account")),
    ];

    /// <summary>The right password; a code is asked for.</summary>
    public static async Task HalfwayAsync(IPage page, Site site)
    {
        await page.GotoAsync("/aanmelden");
        await page.FillAsync("#gebruikersnaam", Owner);
        await page.FillAsync("#wachtwoord", site.PasswordOf(Owner));
        await page.PressAsync("#wachtwoord", "Enter");
        await page.WaitForSelectorAsync("#code");
    }

    private static async Task FailAsync(IPage page, Site site)
    {
        await HalfwayAsync(page, site);
        var late = await site.Installation.FreshCodeAsync(Owner, stepsAgo: 1);
        await page.FillAsync("#code", late);
        await page.PressAsync("#code", "Enter");
        await page.WaitForSelectorAsync("[role=alert]");
    }

    private static async Task FailToSetUpAsync(IPage page, Site site)
    {
        await page.GotoAsync("/account/instellen");
        await page.FillAsync("#code", "abcdef");
        await page.PressAsync("#code", "Enter");
        await page.WaitForSelectorAsync("[role=alert]");
    }

    private static async Task ReplaceAppAsync(IPage page, Site site)
    {
        await page.GotoAsync("/account");
        await page.ClickAsync("form[action$='handler=app'] button");
        await page.WaitForSelectorAsync(".qr");
    }

    private static async Task RenewPaperAsync(IPage page, Site site)
    {
        await page.GotoAsync("/account");
        await page.ClickAsync("details:has(form[action$='handler=codes']) summary");
        await page.ClickAsync("form[action$='handler=codes'] button");
        await page.WaitForSelectorAsync(".paper__codes");
    }

    private static async Task SeeLeftAsync(IPage page, Site site)
    {
        await page.GotoAsync("/account?gedaan=papier&terug=%2Flogboek");
        await page.WaitForSelectorAsync("[role=status] a.button");
    }
}
