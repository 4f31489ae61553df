using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>The page on which two people find out who looked somebody up, as each of them handles it, in either language.</summary>
internal static class InspectionPage
{
    public const string AskButton = "form[action$='handler=ask'] button";
    public const string ConfirmButton = "form[action$='handler=confirm'] button";
    public const string CodeField = "input[name=code]";
    public const string Code = ".code";

    private const string ResultLink = "main a[href*='verzoek=']";
    private const string Desk = "veiligheid";

    /// <summary>Asks about the one whom the demo's register holds.</summary>
    public static async Task AskAsync(IPage page)
    {
        var (surname, firstNames, birthDate) = GatePage.Registered;
        await page.GotoAsync("/inzage");
        await page.FillAsync("[id='persoon.achternaam']", surname);
        await page.FillAsync("[id='persoon.voornamen']", firstNames);
        await page.FillAsync("[id='persoon.geboortedatum']", birthDate);
        await page.CheckAsync("[id='reden-0']");
        await page.ClickAsync(AskButton);
        await page.WaitForSelectorAsync(Code);
    }

    /// <summary>A request that waits; the one that does, when there is one, because an account may have few.</summary>
    public static async Task WaitAsync(IPage page)
    {
        await page.GotoAsync("/inzage");
        if (await page.Locator(Code).CountAsync() == 0)
        {
            await AskAsync(page);
        }
    }

    /// <summary>An auditor who sees a request.</summary>
    public static async Task SeeRequestAsync(IPage page, Site site)
    {
        await WithAsync(Desk, page, site, WaitAsync);
        await page.GotoAsync("/inzage");
        await page.WaitForSelectorAsync(CodeField);
    }

    /// <summary>An auditor who sees a result; the one that is there, when there is one.</summary>
    public static async Task SeeResultAsync(IPage page, Site site)
    {
        await page.GotoAsync("/inzage");
        if (await page.Locator(ResultLink).CountAsync() > 0)
        {
            await page.ClickAsync(ResultLink);
        }
        else
        {
            var code = string.Empty;
            await AskAtGateAsync(page, site);
            await WithAsync(Desk, page, site, async desk =>
            {
                await WaitAsync(desk);
                code = await desk.Locator(Code).First.InnerTextAsync();
            });
            await page.GotoAsync("/inzage");
            await page.Locator(CodeField).First.FillAsync(code);
            await page.Locator(ConfirmButton).First.ClickAsync();
        }

        await page.WaitForSelectorAsync("tbody tr");
    }

    /// <summary>Somebody at a gate asks about the same person.</summary>
    public static Task AskAtGateAsync(IPage page, Site site) => WithAsync("poort-oost", page, site, async gate =>
    {
        await new GatePage(gate).GoAsync();
        await new GatePage(gate).AskAsync(GatePage.Registered);
        await new GatePage(gate).ExpectAsync("match");
    });

    private static async Task WithAsync(string userName, IPage page, Site site, Func<IPage, Task> act)
    {
        var browser = page.Context.Browser!;
        await using var context = await browser.NewContextAsync(
            new BrowserNewContextOptions { BaseURL = site.Address, StorageState = await site.SessionOfAsync(userName, browser) });
        await act(await context.NewPageAsync());
    }
}
