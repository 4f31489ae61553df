using Meldpunt.EndToEnd.Tests.Browser.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

public sealed class NoAnswerTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const int DiskFull = 13;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_query_that_cannot_be_logged_has_no_answer_and_Enter_tries_again(bool hasScript)
    {
        var page = await OpenAsync("poort", new BrowserNewContextOptions { JavaScriptEnabled = hasScript });
        var gate = new GatePage(page);
        await gate.GoAsync();
        Site.Installation.Writer.BeforeCommit = _ => throw new SqliteException("disk full", DiskFull);
        try
        {
            await gate.AskAsync(GatePage.Registered);
            await ExpectNoAnswerAsync(gate);
        }
        finally
        {
            Site.Installation.Writer.BeforeCommit = null;
        }

        await page.Keyboard.PressAsync("Enter");
        await gate.ExpectAsync("match");
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_gives_no_answer()
    {
        var page = await OpenAsync("poort");
        var gate = new GatePage(page);
        await gate.GoAsync();
        await page.Context.SetOfflineAsync(true);
        await gate.AskAsync(GatePage.Registered);
        await ExpectNoAnswerAsync(gate);
        await page.Context.SetOfflineAsync(false);
        await page.Keyboard.PressAsync("Enter");
        await gate.ExpectAsync("match");
    }

    [Fact]
    public async Task A_server_that_says_nothing_for_five_seconds_gives_no_answer()
    {
        var page = await OpenAsync("poort");
        var gate = new GatePage(page);
        await gate.GoAsync();
        await page.RouteAsync("**/poort", _ => Task.CompletedTask);
        await gate.AskAsync(GatePage.Stranger);
        await Expect(page.Locator("[data-bezig]")).ToHaveTextAsync("Bezig met toetsen …");
        await ExpectNoAnswerAsync(gate);
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(200, "<p>something else</p>")]
    [InlineData(502, "<main>proxy</main>")]
    public async Task What_is_not_an_answer_is_never_taken_for_one(int status, string body)
    {
        var page = await OpenAsync("poort");
        var gate = new GatePage(page);
        await gate.GoAsync();
        await page.RouteAsync("**/poort", route => route.FulfillAsync(new RouteFulfillOptions { Status = status, ContentType = "text/html", Body = body }));
        await gate.AskAsync(GatePage.Stranger);
        await ExpectNoAnswerAsync(gate, GatePage.Stranger.Surname);
    }

    [Fact]
    public async Task A_session_that_is_over_leads_to_the_sign_in_page()
    {
        var page = await OpenAsync();
        await Site.SignInAsync(page, "poort-oost");
        var gate = new GatePage(page);
        await page.Context.ClearCookiesAsync();
        await gate.AskAsync(GatePage.Stranger);
        await Expect(page).ToHaveURLAsync(Patterns.SignIn);
    }

    private static async Task ExpectNoAnswerAsync(GatePage gate, string? typed = null)
    {
        await gate.ExpectAsync("geen-antwoord");
        await Expect(gate.Main).ToContainTextAsync("Niet getoetst. Volg de noodprocedure");
        await Expect(gate.Main).Not.ToContainTextAsync("Geen registratie");
        await Expect(gate.Surname).Not.ToBeEmptyAsync();
        await Expect(gate.Main.Locator("h2")).ToBeInViewportAsync();
        await Expect(gate.Main.Locator("[data-geen-antwoord] button")).ToBeFocusedAsync();
        if (typed is not null)
        {
            await Expect(gate.Surname).ToHaveValueAsync(typed);
        }
    }
}
