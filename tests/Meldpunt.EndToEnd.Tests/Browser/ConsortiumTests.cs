using Meldpunt.Admin.Access;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.QueryLog;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Meldpunt.Index.Matching;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

public sealed class ConsortiumTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    [Fact]
    public async Task The_log_is_read_page_by_page_newest_first_and_a_desk_reads_its_own_rows_only()
    {
        for (var number = 0; number < 130; number++)
        {
            await AskAsync(number % 13 == 0 ? "poort-haven" : "poort");
        }

        var page = await OpenAsync("toezicht");
        await page.GotoAsync("/logboek");
        // The garages of the site joined before, and that is in the log as well.
        const string Asked = "tbody tr:has(td:nth-child(3):text-is('Poort'))";
        var numbers = page.Locator("tbody td:first-child");
        await Expect(numbers).ToHaveCountAsync(100);
        var newest = await numbers.AllInnerTextsAsync();
        var asked = await page.Locator(Asked).CountAsync();
        await page.ClickAsync("text=Ouder");
        var older = await numbers.AllInnerTextsAsync();
        Assert.Equal(130, asked + await page.Locator(Asked).CountAsync());
        Assert.Equal(newest.Concat(older).Select(int.Parse).OrderDescending(), newest.Concat(older).Select(int.Parse));

        await page.GotoAsync("/logboek");
        await page.SelectOptionAsync("#deelnemer", "Parkeren Havenkwartier");
        await page.ClickAsync("text=Filter");
        await Expect(page.Locator(Asked)).ToHaveCountAsync(10);
        await Expect(page.Locator("tbody td:nth-child(5):not(:text-is('Parkeren Havenkwartier'))")).ToHaveCountAsync(0);
        await Expect(page.Locator("#deelnemer option:checked")).ToHaveTextAsync("Parkeren Havenkwartier");
        await Expect(page.Locator("tbody time").First).ToHaveAttributeAsync("title", Patterns.Utc);
        await page.GotoAsync("/logboek?uitkomst=nergens");
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToContainTextAsync("filter");

        var desk = await OpenAsync("veiligheid");
        await desk.GotoAsync("/logboek");
        await Expect(desk.Locator(Asked)).ToHaveCountAsync(10);
        await Expect(desk.Locator("#deelnemer")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_participant_joins_gets_its_papers_and_is_excluded_and_its_page_says_beforehand_what_that_does()
    {
        var page = await OpenAsync("beheer");
        await page.GotoAsync("/deelnemers");
        await page.ClickAsync("text=Voeg de deelnemer toe");
        await Expect(page.Locator(".field__fault")).ToHaveCountAsync(3);
        await page.FillAsync("#naam", "Garage Nieuw");
        await page.FillAsync("#telefoonnummer", "020 555 01 77");
        await page.FillAsync("#locaties", "Ingang Oost\nIngang West\n");
        await page.ClickAsync("text=Voeg de deelnemer toe");
        var card = page.Locator(".card").Filter(new() { HasText = "Garage Nieuw" });
        await Expect(card).ToContainTextAsync("Ingang Oost, Ingang West");

        await page.FillAsync("#naam", "Garage Nieuw");
        await page.FillAsync("#telefoonnummer", "020 555 01 78");
        await page.FillAsync("#locaties", "Ingang");
        await page.ClickAsync("text=Voeg de deelnemer toe");
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToContainTextAsync("Er is al een deelnemer met de naam");
        await Expect(page.Locator("#telefoonnummer")).ToHaveValueAsync("020 555 01 78");

        await Expect(card).ToContainTextAsync("papieren ontbreken");
        await card.Locator("a").ClickAsync();
        await page.FillAsync("#vergunning", "V-2026-17");
        await page.FillAsync("#van", "1 januari 2020");
        await page.FillAsync("#tot", "31 februari 2029");
        await page.ClickAsync("text=Leg de vergunning vast");
        await Expect(page.Locator(".field__fault")).ToContainTextAsync("februari");
        await page.FillAsync("#tot", "31-12-2029");
        await page.ClickAsync("text=Leg de vergunning vast");
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Status)).ToContainTextAsync("vastgelegd");
        await page.FillAsync("#verklaring", "1-1-2020");
        await page.ClickAsync("text=Leg de verklaring vast");
        await Expect(page.Locator(".title-row .tag")).ToHaveTextAsync("Doet mee");

        await Expect(page.Locator("main")).ToContainTextAsync("verliezen meteen hun toegang");
        await page.ClickAsync("summary >> nth=1");
        await page.FillAsync("#reden", "Hield zich niet aan het protocol.");
        await page.ClickAsync("details[open] button");
        await Expect(page.Locator(".title-row .tag")).ToHaveTextAsync("Uitgesloten");
        await Expect(page.Locator("tbody")).ToContainTextAsync("Hield zich niet aan het protocol.");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(5);

        var auditor = await OpenAsync("toezicht");
        await auditor.GotoAsync("/handelingen");
        await Expect(auditor.Locator("tbody")).ToContainTextAsync("Deelnemer uitgesloten");
        await auditor.GotoAsync("/logboek");
        await Expect(auditor.Locator("tbody")).ToContainTextAsync("Deelnemer uitgesloten");
    }

    private Task<LoggedQuery> AskAsync(string userName)
    {
        var installation = Site.Installation;
        var account = installation.Accounts.FindByName(userName)!;
        Caller caller = installation.Directory.FindByAccount(account.Id, account.SecurityStamp)!;
        var person = PersonCheck.Check(
            new PersonInput { Surname = "Zonderland", FirstNames = "Maria", BirthDate = "1990-05-01" }, new DateOnly(2026, 1, 1), string.Empty, []);
        return installation.QueryLog.AppendAsync(caller, person!, ReadOnlySpan<FoundEntry>.Empty, matchedCount: 0);
    }
}
