using Meldpunt.EndToEnd.Tests.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

public sealed class GateTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const string Gate = "poort";
    private const string OwnDesk = "+31 20 555 0101";

    [Fact]
    public async Task A_registered_person_matches_another_does_not_and_the_auditor_sees_both_questions_but_no_name()
    {
        var page = await OpenAsync();
        var gate = new GatePage(page);
        await Site.SignInAsync(page, Gate);
        await gate.AskAsync(GatePage.Registered);
        await gate.ExpectAsync("match");
        await Expect(page.Locator(".answer__phone")).ToHaveTextAsync(OwnDesk);
        await Expect(page.Locator(".answer__phone")).ToHaveAttributeAsync("href", "tel:+31205550101");
        await Expect(gate.Main).ToContainTextAsync("Een match is geen weigering.");
        var reference = await page.Locator(".answer__reference strong").InnerTextAsync();
        await page.ClickAsync("summary");
        await page.ClickAsync("[data-volgende]");

        await gate.AskAsync(GatePage.Stranger);
        await gate.ExpectAsync("geen-match");
        await Expect(gate.Main).ToContainTextAsync("Geen registratie gevonden");
        await Expect(gate.Main).Not.ToContainTextAsync(OwnDesk);
        await page.ClickAsync("text=Afmelden");

        await Site.SignInAsync(page, "toezicht");
        var rows = page.Locator("tbody tr");
        var matched = rows.Filter(new LocatorFilterOptions { HasText = reference });
        await Expect(matched).ToHaveCountAsync(1);
        await Expect(matched).ToContainTextAsync("Ingang Rokin");
        await Expect(rows.Filter(new LocatorFilterOptions { HasText = "Geen match" }).First).ToBeVisibleAsync();
        // An id is random: any four figures may stand in one.
        var html = Patterns.Id.Replace(await page.ContentAsync(), string.Empty);
        Assert.DoesNotContain("Vries", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Zonderland", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("1984", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#achternaam")]
    [InlineData("#voorvoegsel")]
    [InlineData("#voornamen")]
    [InlineData("#geboortedatum")]
    [InlineData("#geboorteplaats")]
    [InlineData("#postcode")]
    [InlineData("#adres")]
    public async Task Enter_asks_from_any_field(string field)
    {
        var gate = await OpenGateAsync();
        await gate.TypeAsync(GatePage.Stranger);
        await gate.Main.Locator(field).PressAsync("Enter");
        await gate.ExpectAsync("geen-match");
    }

    [Fact]
    public async Task The_caret_starts_in_surname_and_Escape_clears()
    {
        var gate = await OpenGateAsync();
        await gate.ExpectCaretInSurnameAsync();
        await gate.TypeAsync(GatePage.Registered);
        await gate.Main.Page.Keyboard.PressAsync("Escape");
        Assert.Empty(await gate.TypedAsync());
        await gate.ExpectCaretInSurnameAsync();
    }

    [Fact]
    public async Task The_next_visitor_is_one_Enter_away_after_no_match_and_the_caret_waits_in_surname()
    {
        var gate = await OpenGateAsync();
        await gate.AskAsync(GatePage.Stranger);
        await gate.ExpectAsync("geen-match");
        await gate.Main.Page.WaitForTimeoutAsync(500);
        await gate.Main.Page.Keyboard.PressAsync("Enter");
        await gate.ExpectAsync("formulier");
        await gate.ExpectCaretInSurnameAsync();
        Assert.Empty(await gate.TypedAsync());
    }

    [Fact]
    public async Task An_impatient_second_Enter_sends_no_answer_away()
    {
        var gate = await OpenGateAsync();
        await gate.TypeAsync(GatePage.Stranger);
        await gate.Main.Page.EvaluateAsync(
            """
            () => new MutationObserver(() => {
              if (document.querySelector('main').dataset.toestand === 'geen-match') {
                const press = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
                window.wasTaken = !document.activeElement.dispatchEvent(press);
              }
            }).observe(document.body, { childList: true })
            """);
        await gate.Main.Page.PressAsync("#geboortedatum", "Enter");
        await gate.ExpectAsync("geen-match");
        Assert.True(await gate.Main.Page.EvaluateAsync<bool>("() => window.wasTaken"));
    }

    [Fact]
    public async Task A_match_stays_until_next_was_pressed_twice()
    {
        var gate = await OpenGateAsync();
        var page = gate.Main.Page;
        await gate.AskAsync(GatePage.Registered);
        await gate.ExpectAsync("match");
        await page.WaitForTimeoutAsync(500);
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Escape");
        await gate.ExpectAsync("match");
        await Expect(page.Locator("[data-volgende]")).ToBeHiddenAsync();
        await page.Locator("summary").PressAsync("Enter");
        await gate.ExpectAsync("match");
        await page.Locator("[data-volgende]").PressAsync("Enter");
        await gate.ExpectAsync("formulier");
    }

    [Fact]
    public async Task Faults_stand_at_their_field_in_words_and_the_typed_text_stays()
    {
        var gate = await OpenGateAsync();
        var page = gate.Main.Page;
        await gate.AskAsync(("Zonderland", string.Empty, "31-2-1984"));
        await Expect(page.Locator("#geboortedatum-fout")).ToContainTextAsync("Deze datum bestaat niet: 31 februari.");
        await Expect(page.Locator("#voornamen-fout")).ToBeVisibleAsync();
        await Expect(page.Locator("#achternaam-fout")).ToHaveCountAsync(0);
        await Expect(page.Locator("#voornamen")).ToBeFocusedAsync();
        await Expect(page.Locator("#achternaam")).ToHaveValueAsync("Zonderland");
        await Expect(page.Locator("#geboortedatum")).ToHaveValueAsync("31-2-1984");
        await Expect(page.Locator("#geboortedatum")).ToHaveAttributeAsync("aria-describedby", "geboortedatum-uitleg geboortedatum-fout");
    }

    [Fact]
    public async Task A_person_without_first_names_is_asked_by_ticking_a_box()
    {
        var gate = await OpenGateAsync();
        await gate.Main.Page.CheckAsync("[name=geenVoornamen]");
        await gate.AskAsync(GatePage.Stranger with { FirstNames = string.Empty });
        await gate.ExpectAsync("geen-match");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_typed_survives_the_answer_nor_the_back_button_nor_stands_in_an_address(bool hasScript)
    {
        var page = await OpenAsync(Gate, new BrowserNewContextOptions { JavaScriptEnabled = hasScript });
        var requested = new List<string>();
        page.Request += (_, request) => requested.Add(request.Url);
        var gate = new GatePage(page);
        await gate.GoAsync();
        await gate.AskAsync(GatePage.Stranger);
        await gate.ExpectAsync("geen-match");
        Assert.DoesNotContain("Zonderland", await page.ContentAsync(), StringComparison.Ordinal);

        if (hasScript)
        {
            // Without script the answer is a page that nobody may keep: the browser's back button leads to its own "cannot be shown".
            await page.GotoAsync("/livez");
            await page.GoBackAsync();
            await gate.ExpectAsync("formulier");
            Assert.Empty(await gate.TypedAsync());
        }

        await page.GotoAsync("/poort");
        await gate.TypeAsync(GatePage.Stranger);
        await page.GotoAsync("/livez");
        await page.GoBackAsync();
        await gate.ExpectAsync("formulier");
        Assert.Empty(string.Concat(await page.Locator("main input[type=text]").EvaluateAllAsync<string[]>("fields => fields.map(field => field.value)")));
        Assert.DoesNotContain(requested, address => address.Contains("Zonderland", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_gate_works_without_script()
    {
        var page = await OpenAsync(Gate, new BrowserNewContextOptions { JavaScriptEnabled = false });
        var gate = new GatePage(page);
        await gate.GoAsync();
        await gate.ExpectCaretInSurnameAsync();
        await gate.AskAsync(GatePage.Registered);
        await gate.ExpectAsync("match");
        await page.ClickAsync("summary");
        await page.ClickAsync("[data-volgende]");
        await gate.ExpectAsync("formulier");
        await gate.AskAsync(GatePage.Stranger);
        await gate.ExpectAsync("geen-match");
        await page.Keyboard.PressAsync("Enter");
        await gate.ExpectAsync("formulier");
        await gate.AskAsync(("Zonderland", "Maria", "12/3/84"));
        await Expect(page.Locator("#geboortedatum-fout")).ToContainTextAsync("vier cijfers");
    }

    [Fact]
    public async Task Answers_are_told_to_screen_readers()
    {
        var gate = await OpenGateAsync();
        await gate.AskAsync(GatePage.Stranger);
        await Expect(gate.Main.GetByRole(AriaRole.Status)).ToContainTextAsync("Geen registratie gevonden");
        await gate.GoAsync();
        await gate.AskAsync(GatePage.Registered);
        await Expect(gate.Main.GetByRole(AriaRole.Alert)).ToContainTextAsync("Bel uw veiligheidsafdeling");
    }

    private async Task<GatePage> OpenGateAsync()
    {
        var gate = new GatePage(await OpenAsync(Gate));
        await gate.GoAsync();
        return gate;
    }
}
