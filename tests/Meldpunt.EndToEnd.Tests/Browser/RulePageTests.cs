using System.Globalization;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Meldpunt.Index.Matching;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

/// <summary>The rule as the consortium reads it, and in the log what agreed.</summary>
public sealed class RulePageTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    // de Vries, Jan Willem is in the demo's register; its desk 'veiligheid' reads what its own gate 'poort-haven' asked.
    private static readonly (string Surname, string FirstNames, string BirthDate) Misspelt = ("de Fries", "Jan Willem", "12-3-1984");

    [Fact]
    public async Task Each_row_of_the_rule_stands_on_the_page_with_its_points_in_every_strength()
    {
        var sheet = RuleText.Sheet;
        var expected = sheet.Names.Concat(sheet.Supports).Concat(sheet.Demands).Select(line => string.Join(' ', line.Points.Select(Shown)));

        var page = await OpenAsync("toezicht");
        await page.GotoAsync("/regel");
        var rows = await page.Locator("table.rule tbody tr").AllAsync();
        var shown = new List<string>();
        foreach (var row in rows)
        {
            shown.Add(string.Join(' ', (await row.Locator("td").AllTextContentsAsync()).Select(cell => cell.Trim().Split('\n')[0].Trim())));
        }

        Assert.Equal(expected, shown);
        await Expect(page.Locator("table.rule tbody tr").First.Locator("th")).ToContainTextAsync("achternaam klinkt gelijk, voornaam gelijk");
        await Expect(page.Locator("table.rule thead .rule__points--now")).ToHaveTextAsync(Enumerable.Repeat("gewogen geldt nu", 3).ToArray());
        await Expect(page.Locator(".facts")).ToContainTextAsync(MatchRule.Of(MatchStrength.Balanced).Version);
        await Expect(page.Locator("main")).ToContainTextAsync("nooit een weigering");

        static string Shown(int points) => points == 0 ? "–" : points.ToString(CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("veiligheid", true)]
    [InlineData("toezicht", true)]
    [InlineData("beheer", true)]
    [InlineData("poort", false)]
    public async Task Everybody_but_a_gate_reads_the_rule(string userName, bool mayRead)
    {
        var page = await OpenAsync(userName);

        var response = await page.GotoAsync("/regel");

        Assert.Equal(mayRead ? 200 : 403, response!.Status);
        await Expect(page.Locator(".top__nav a[href='/regel']")).ToHaveCountAsync(mayRead ? 1 : 0);
    }

    [Theory]
    [InlineData("veiligheid")]
    [InlineData("toezicht")]
    public async Task The_log_says_which_parts_agreed_at_a_match_in_the_language_of_the_reader(string userName)
    {
        await AskAtTheGateAsync(Misspelt, "match");
        var page = await OpenAsync(userName);

        await page.GotoAsync("/logboek?uitkomst=match");
        var why = page.Locator("tbody tr").First.Locator(".why");

        await Expect(why).ToHaveTextAsync("achternaam klinkt gelijk; voornaam gelijk; geboortedatum gelijk");
        await page.ClickAsync("text=English");
        await Expect(why).ToHaveTextAsync("surname sounds the same; same first name; same date of birth");
    }

    [Fact]
    public async Task A_row_without_a_match_says_nothing_of_what_agreed_and_a_gate_never_does()
    {
        var gate = await AskAtTheGateAsync(Misspelt, "match");
        await Expect(gate.Locator("main")).Not.ToContainTextAsync("klinkt");
        await AskAtTheGateAsync(GatePage.Stranger, "geen-match");

        var page = await OpenAsync("toezicht");
        await page.GotoAsync("/logboek?uitkomst=geenMatch");

        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
        await Expect(page.Locator(".why")).ToHaveCountAsync(0);
    }

    private async Task<IPage> AskAtTheGateAsync((string Surname, string FirstNames, string BirthDate) visitor, string outcome)
    {
        var page = await OpenAsync("poort-haven");
        var gate = new GatePage(page);
        await gate.GoAsync();
        await gate.AskAsync(visitor);
        await gate.ExpectAsync(outcome);
        return page;
    }
}
