using Meldpunt.Admin.Persons;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Signals;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Meldpunt.Index.Matching;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

public sealed class SignalPageTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    [Fact]
    public async Task The_auditor_is_led_from_a_signal_to_the_rows_of_that_account_and_to_nobody_who_was_asked_about()
    {
        await AskAsync("poort-haven");
        for (var number = 0; number < SignalThresholds.BurstCount; number++)
        {
            await AskAsync("poort");
        }

        var page = await OpenAsync("toezicht");
        await page.GotoAsync("/");
        await page.ClickAsync("nav >> text=Signalen");
        var burst = page.Locator("tbody tr").Filter(new() { HasText = "Veel achter elkaar zonder match" });
        for (var turn = 0; turn < 100 && await burst.CountAsync() == 0; turn++)
        {
            await page.WaitForTimeoutAsync(100);
            await page.ReloadAsync();
        }

        await Expect(burst).ToHaveCountAsync(1);
        await Expect(burst).ToContainTextAsync("zo snel kan een poort mensen niet ontvangen");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("Zonderland");
        await burst.Locator("a").ClickAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(SignalThresholds.BurstCount);
        await Expect(page.Locator("tbody tr").Filter(new() { HasText = "poort-haven" })).ToHaveCountAsync(0);

        var desk = await OpenAsync("veiligheid");
        var refused = await desk.GotoAsync("/signalen");
        Assert.Equal(403, refused!.Status);
    }

    private Task<LoggedQuery> AskAsync(string userName)
    {
        var installation = Site.Installation;
        var account = installation.Accounts.FindByName(userName)!;
        var caller = installation.Directory.FindByAccount(account.Id, account.SecurityStamp)!;
        var person = PersonCheck.Check(
            new PersonInput { Surname = "Zonderland", FirstNames = "Maria", BirthDate = "1990-05-01" }, new DateOnly(2026, 1, 1), string.Empty, []);
        return installation.QueryLog.AppendAsync(caller, person!, ReadOnlySpan<FoundEntry>.Empty, matchedCount: 0);
    }
}
