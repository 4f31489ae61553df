using Meldpunt.EndToEnd.Tests.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

/// <summary>A scanner that types the zone of a document into the gate page.</summary>
public sealed class ScanTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const string ServiceNumber = "999999990";
    private const float TypistDelayMs = 110;

    private readonly List<string> _sent = [];

    [Fact]
    public async Task A_scan_gets_its_answer_without_a_click()
    {
        var gate = await OpenGateAsync();

        await gate.ScanAsync(GatePage.RegisteredCard);
        await gate.ExpectAsync("match");

        Assert.Equal(("DE VRIES", "JAN WILLEM", "12-03-1984", "ja"), Asked(Assert.Single(_sent)));
    }

    [Fact]
    public async Task A_scan_shows_what_it_asks_and_keeps_it_when_there_is_no_answer()
    {
        var gate = await OpenGateAsync();
        var page = gate.Main.Page;
        await page.RouteAsync("**/poort", route => route.AbortAsync());

        await gate.ScanAsync(GatePage.Card);
        await gate.ExpectAsync("geen-antwoord");

        await Expect(gate.Surname).ToHaveValueAsync("DE BRUIJN");
        await Expect(page.Locator("#voorvoegsel")).ToBeEmptyAsync();
        await Expect(page.Locator("#voornamen")).ToHaveValueAsync("WILLEKE LISELOTTE");
        await Expect(page.Locator("#geboortedatum")).ToHaveValueAsync("10-03-1965");
    }

    [Theory]
    [InlineData("#achternaam")]
    [InlineData("#postcode")]
    [InlineData("[name=geenVoornamen]")]
    [InlineData("#toets button")]
    [InlineData("[data-wissen]")]
    [InlineData("text=English")]
    public async Task It_does_not_matter_what_has_the_focus(string focused)
    {
        var gate = await OpenGateAsync();
        await gate.Main.Page.FillAsync("#postcode", "1000 AA");
        await gate.Main.Page.FocusAsync(focused);

        await gate.ScanAsync(GatePage.Card);
        await gate.ExpectAsync("geen-match");

        Assert.Equal(("DE BRUIJN", "WILLEKE LISELOTTE", "10-03-1965", "ja"), Asked(Assert.Single(_sent)));
        Assert.DoesNotContain("1000", _sent[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_does_not_matter_when_nothing_has_the_focus()
    {
        var gate = await OpenGateAsync();
        await gate.Main.Page.EvaluateAsync("() => document.activeElement.blur()");

        await gate.ScanAsync(GatePage.Card);

        await gate.ExpectAsync("geen-match");
    }

    [Fact]
    public async Task A_citizen_service_number_and_a_document_number_never_leave_the_browser()
    {
        var gate = await OpenGateAsync();

        await gate.ScanAsync(GatePage.Passport);
        await gate.ExpectAsync("geen-match");

        Assert.Single(_sent);
        Assert.All([ServiceNumber, "99999", "SPECI2014"], trace => Assert.DoesNotContain(_sent, sent => sent.Contains(trace, StringComparison.Ordinal)));
        var kept = await gate.Main.Page.EvaluateAsync<string>(
            "async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state, location.href, "
            + "(await indexedDB.databases()).length, (await caches.keys().catch(() => [])).length])");
        Assert.DoesNotContain("BRUIJN", kept + await gate.Main.Page.ContentAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(ServiceNumber, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_fills_its_field_is_sent_as_one_that_may_be_cut_off_until_somebody_changes_it()
    {
        var gate = await OpenGateAsync();
        var page = gate.Main.Page;
        await page.RouteAsync("**/poort", route => route.AbortAsync());

        await gate.ScanAsync(GatePage.Card[..^2] + "<A");
        await gate.ExpectAsync("geen-antwoord");
        Assert.Equal("vol", Asked(_sent[0]).Scanned);

        await gate.Surname.PressAsync("End");
        await page.Keyboard.TypeAsync("E", new KeyboardTypeOptions { Delay = TypistDelayMs });
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-geen-antwoord]")).ToBeVisibleAsync();

        Assert.Equal(("DE BRUIJNE", string.Empty), (Asked(_sent[^1]).Surname, Asked(_sent[^1]).Scanned));
    }

    [Fact]
    public async Task A_bad_scan_and_a_driving_licence_are_told_in_words_and_nothing_is_sent()
    {
        var gate = await OpenGateAsync();
        var faults = gate.Main.Locator("[data-scan-fouten]");
        await gate.Main.Page.FillAsync("#achternaam", "Iemand");

        await gate.ScanAsync(GatePage.Licence);
        await Expect(faults).ToContainTextAsync("rijbewijs");
        await Expect(faults).ToContainTextAsync("Typ ze over van de voorkant");
        Assert.Empty(await gate.TypedAsync());
        await gate.ExpectCaretInSurnameAsync();

        await gate.ScanAsync(GatePage.Passport.Replace("6503101", "6503109", StringComparison.Ordinal));
        await Expect(faults).ToContainTextAsync("Het controlecijfer van de geboortedatum klopt niet: scan opnieuw.");
        await Expect(faults).Not.ToContainTextAsync("rijbewijs");
        Assert.Empty(_sent);
    }

    [Fact]
    public async Task A_zone_that_breaks_off_is_told_too_and_leaves_nothing_in_a_field()
    {
        var gate = await OpenGateAsync();

        await gate.ScanAsync(GatePage.Card[..40]);

        await Expect(gate.Main.Locator("[data-scan-fouten]")).ToContainTextAsync("niet volledig");
        Assert.Empty(await gate.TypedAsync());
        Assert.Empty(_sent);
    }

    [Fact]
    public async Task The_next_document_may_be_scanned_while_no_match_stands_there()
    {
        var gate = await OpenGateAsync();
        await gate.AskAsync(GatePage.Stranger);
        await gate.ExpectAsync("geen-match");

        await gate.ScanAsync(GatePage.RegisteredCard);

        await gate.ExpectAsync("match");
    }

    [Fact]
    public async Task A_scan_does_not_send_a_match_away_and_says_that_it_was_not_checked()
    {
        var gate = await OpenGateAsync();
        await gate.AskAsync(GatePage.Registered);
        await gate.ExpectAsync("match");
        await gate.Main.Page.FocusAsync("summary");

        await gate.ScanAsync(GatePage.Card);

        await Expect(gate.Main).ToContainTextAsync("De nieuwe scan is niet getoetst.");
        await gate.ExpectAsync("match");
        await Expect(gate.Main.Locator("[data-volgende]")).ToBeHiddenAsync();
        Assert.Single(_sent);
    }

    [Theory]
    [InlineData(GatePage.Passport)]
    [InlineData("  I<NLDSPECI20212<<<<<<<<<<<<<<<6503101F3108022NLD<<<<<<<<<<<8DE<BRUIJN<<WILLEKE<LISELOTTE<<\r\n")]
    public async Task A_zone_that_is_pasted_is_a_scan(string zone)
    {
        var gate = await OpenGateAsync();

        await PasteAsync(gate, zone);
        await gate.ExpectAsync("geen-match");

        Assert.Equal("DE BRUIJN", Asked(Assert.Single(_sent)).Surname);
    }

    [Fact]
    public async Task Another_text_that_is_pasted_stays_the_browsers_business()
    {
        var gate = await OpenGateAsync();

        Assert.False(await PasteAsync(gate, "Abdelkarim Pieters, geboren te Amsterdam in het jaar 1984"));

        Assert.Empty(_sent);
    }

    [Theory]
    [InlineData("Pieters")]
    [InlineData("Idrissi")]
    [InlineData("Adriaanse Caluwaerts")]
    [InlineData("Cornelisse1984")]
    [InlineData("I<NLDSPECI")]
    public async Task A_person_who_types_is_left_alone(string typed)
    {
        var gate = await OpenGateAsync();

        await gate.Main.Page.Keyboard.TypeAsync(typed, new KeyboardTypeOptions { Delay = TypistDelayMs });

        await Expect(gate.Surname).ToHaveValueAsync(typed);
        Assert.Empty(_sent);
    }

    [Theory]
    [InlineData("I<NLDSPECI20142999999990<<<<<8", "scan opnieuw")]
    [InlineData(GatePage.Licence, "rijbewijs")]
    public async Task What_a_scanner_types_as_slowly_as_a_person_is_not_sent_either(string line, string words)
    {
        var gate = await OpenGateAsync();

        await gate.Main.Page.Keyboard.TypeAsync(line, new KeyboardTypeOptions { Delay = TypistDelayMs });
        await gate.Main.Page.Keyboard.PressAsync("Enter");

        await Expect(gate.Main.Locator("[data-scan-fouten]")).ToContainTextAsync(words);
        Assert.Empty(await gate.TypedAsync());
        Assert.Empty(_sent);
    }

    [Fact]
    public async Task A_name_is_no_scan_however_fast_it_comes()
    {
        var gate = await OpenGateAsync();

        await gate.Main.Page.Keyboard.TypeAsync("Papadopoulos");

        await Expect(gate.Surname).ToHaveValueAsync("Papadopoulos");
        await gate.Main.Page.Keyboard.PressAsync("Enter");
        await Expect(gate.Main.Locator("#voornamen-fout")).ToBeVisibleAsync();
    }

    private static (string Surname, string FirstNames, string BirthDate, string Scanned) Asked(string body)
    {
        var fields = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(body);
        return (fields["achternaam"].ToString(), fields["voornamen"].ToString(), fields["geboortedatum"].ToString(), fields["gescand"].ToString());
    }

    /// <summary>True when the page took what was pasted.</summary>
    private static Task<bool> PasteAsync(GatePage gate, string text) => gate.Main.Page.EvaluateAsync<bool>(
        """
        text => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', text);
          return !document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        }
        """,
        text);

    private async Task<GatePage> OpenGateAsync()
    {
        var page = await OpenAsync("poort");
        page.Request += (_, request) =>
        {
            if (!string.Equals(request.Method, "GET", StringComparison.Ordinal))
            {
                _sent.Add(request.PostData ?? string.Empty);
            }
            else
            {
                Assert.DoesNotContain("BRUIJN", request.Url, StringComparison.OrdinalIgnoreCase);
            }
        };
        var gate = new GatePage(page);
        await gate.GoAsync();
        // The browser gives the caret to the first field only when it first paints, after the page is loaded; a key before that goes nowhere.
        await gate.ExpectCaretInSurnameAsync();
        return gate;
    }
}
