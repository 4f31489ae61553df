using Dapper;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

/// <summary>One terminal, several people, by the keyboard.</summary>
public sealed class TerminalTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const string NumberField = "#personeelsnummer";

    [Fact]
    public async Task A_desk_adds_a_terminal_a_gate_enrols_it_and_two_people_ask_on_it_by_turns()
    {
        var (_, firstCode) = await TerminalScenes.InviteAsync(Site, "gate-anna", "3101");
        var (_, secondCode) = await TerminalScenes.InviteAsync(Site, "gate-bo", "3102");
        var desk = await OpenAsync(TerminalScenes.Desk);
        var code = await TerminalScenes.AddByPageAsync(desk, Site, "Kassa verhaal");

        var gate = await OpenAsync();
        await gate.GotoAsync("/terminal");
        await Expect(gate.Locator("#code")).ToBeFocusedAsync();
        await gate.Keyboard.TypeAsync(code);
        await gate.Keyboard.PressAsync("Enter");
        await Expect(gate.Locator(".notice--done")).ToContainTextAsync("Kassa verhaal");
        await Expect(gate.Locator("main a.button")).ToBeFocusedAsync();
        await gate.Keyboard.PressAsync("Enter");
        await Expect(gate.Locator(NumberField)).ToBeFocusedAsync();
        await ChooseAsync(gate, "3101", firstCode, "402917");
        await ChooseAsync(gate, "3102", secondCode, "739104");

        await TerminalScenes.ComeInAsync(gate, "3101");
        var page = new GatePage(gate);
        await page.AskAsync(GatePage.Stranger);
        await page.ExpectAsync("geen-match");
        await gate.Keyboard.PressAsync("F9");
        await TerminalScenes.ComeInAsync(gate, "3102", "739104");
        await Expect(gate.Locator(".top__who")).ToContainTextAsync("gate-bo");
        await page.AskAsync(GatePage.Registered);
        await page.ExpectAsync("match");

        await desk.GotoAsync("/logboek");
        var rows = desk.Locator("tbody tr");
        await Expect(rows.Nth(0)).ToContainTextAsync("gate-bo");
        await Expect(rows.Nth(1)).ToContainTextAsync("gate-anna");
        await Expect(rows.Nth(0)).ToContainTextAsync("Kassa verhaal");
        await Expect(rows.Nth(1)).ToContainTextAsync("Kassa verhaal");
    }

    [Fact]
    public async Task Without_script_a_terminal_works_the_same_by_its_button()
    {
        var page = await OpenAsync(options: new BrowserNewContextOptions { JavaScriptEnabled = false });
        await TerminalScenes.EnrolAsync(page, Site, "Kassa zonder script");
        await page.ClickAsync("main a.button");
        var (_, code) = await TerminalScenes.InviteAsync(Site, "gate-cas", "3103");
        await ChooseAsync(page, "3103", code, "402917");
        await page.FillAsync(NumberField, "3103");
        await page.FillAsync("#pin", "402917");
        await page.PressAsync("#pin", "Enter");
        await page.ClickAsync("#wissel button");
        await Expect(page.Locator(NumberField)).ToBeFocusedAsync();
        await page.GotoAsync("/poort");
        await Expect(page).ToHaveURLAsync(Patterns.SignIn);
    }

    [Fact]
    public async Task A_terminal_that_was_left_alone_goes_to_sign_in_by_itself_and_leaves_nothing_of_a_visitor()
    {
        var page = await OpenAsync();
        await page.Clock.InstallAsync();
        await TerminalScenes.WorkAsync(page, Site, "Kassa alleen");
        await page.FillAsync("#achternaam", "Kwikzilver");
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Method + " " + new Uri(request.Url).AbsolutePath);

        // Listening for an advice is no use of the session, so the page may come back to its stream.
        IEnumerable<string> Uses() => requests.Where(request => !string.Equals(request, "GET /v1/adviezen/stroom", StringComparison.Ordinal));
        await page.Clock.FastForwardAsync("19:55");
        Assert.Empty(Uses());
        await page.Clock.FastForwardAsync("00:15");
        await Expect(page.Locator(NumberField)).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("omdat hier een tijd niets is gevraagd");
        Assert.DoesNotContain("Kwikzilver", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal("POST /afmelden", Uses().First());

        await page.GoBackAsync();
        await Expect(page.Locator(NumberField)).ToBeVisibleAsync();
        Assert.DoesNotContain("Kwikzilver", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_begins_the_waiting_anew()
    {
        var page = await OpenAsync();
        await page.Clock.InstallAsync();
        await TerminalScenes.WorkAsync(page, Site, "Kassa druk");
        var gate = new GatePage(page);
        await page.Clock.FastForwardAsync("15:00");
        await gate.AskAsync(GatePage.Stranger);
        await gate.ExpectAsync("geen-match");

        await page.Clock.FastForwardAsync("15:00");

        await gate.ExpectAsync("geen-match");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_question_that_was_typed_when_the_session_was_over_already_says_that_it_was_not_asked(bool hasScript)
    {
        var page = await OpenAsync(options: new BrowserNewContextOptions { JavaScriptEnabled = hasScript });
        await SignInWithoutScriptAsync(page, "Kassa te laat " + hasScript, hasScript ? "3104" : "3105");
        await Site.Installation.Writer.WriteAsync(connection => connection.Execute("DELETE FROM session WHERE terminal_id IS NOT NULL"));
        await page.WaitForTimeoutAsync(600);

        await new GatePage(page).AskAsync(GatePage.Stranger);

        await Expect(page.Locator(NumberField)).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("er is niets getoetst");
    }

    private async Task SignInWithoutScriptAsync(IPage page, string label, string number)
    {
        await TerminalScenes.EnrolAsync(page, Site, label);
        var (_, code) = await TerminalScenes.InviteAsync(Site, "gate-" + number, number);
        await ChooseAsync(page, number, code, TerminalScenes.Pin);
        await page.FillAsync(NumberField, number);
        await page.FillAsync("#pin", TerminalScenes.Pin);
        await page.PressAsync("#pin", "Enter");
        await Expect(page.Locator("#achternaam")).ToBeFocusedAsync();
    }

    private static async Task ChooseAsync(IPage page, string number, string code, string pin)
    {
        await page.GotoAsync("/terminal/pin");
        await Expect(page.Locator(NumberField)).ToBeFocusedAsync();
        foreach (var text in new[] { number, code, pin })
        {
            await page.Keyboard.TypeAsync(text);
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.TypeAsync(pin);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/aanmelden/terminal*");
        await Expect(page.Locator(NumberField)).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Uw PIN staat");
    }
}
