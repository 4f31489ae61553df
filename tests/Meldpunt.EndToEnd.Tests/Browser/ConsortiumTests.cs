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
        var numbers = page.Locator("tbody td:first-child");
        await Expect(numbers).ToHaveCountAsync(100);
        var newest = await numbers.AllInnerTextsAsync();
        await page.ClickAsync("text=Ouder");
        var older = await numbers.AllInnerTextsAsync();
        Assert.Equal(130, newest.Concat(older).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(newest.Concat(older).Select(int.Parse).OrderDescending(), newest.Concat(older).Select(int.Parse));

        await page.GotoAsync("/logboek");
        await page.SelectOptionAsync("#deelnemer", "Parkeren Havenkwartier");
        await page.ClickAsync("text=Filter");
        await Expect(numbers).ToHaveCountAsync(10);
        await Expect(page.Locator("#deelnemer option:checked")).ToHaveTextAsync("Parkeren Havenkwartier");
        await Expect(page.Locator("tbody time").First).ToHaveAttributeAsync("title", Patterns.Utc);
        await page.GotoAsync("/logboek?uitkomst=nergens");
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToContainTextAsync("filter");

        var desk = await OpenAsync("veiligheid");
        await desk.GotoAsync("/logboek");
        await Expect(desk.Locator("tbody tr")).ToHaveCountAsync(10);
        await Expect(desk.Locator("#deelnemer")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_participant_joins_and_leaves_and_its_page_says_beforehand_what_leaving_does()
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

        await card.Locator("summary").ClickAsync();
        await Expect(card).ToContainTextAsync("verliezen meteen hun toegang");
        await card.Locator("button").ClickAsync();
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Status)).ToContainTextAsync("is uitgetreden");
        await Expect(card).ToContainTextAsync("Uitgetreden op");
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
