using Deque.AxeCore.Playwright;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

/// <summary>The gate sees what its desk advises, live, and keeps working meanwhile.</summary>
public sealed class AdviceTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const int Tries = 4;
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("toelaten", "Toelaten")]
    [InlineData("weigeren", "Niet toelaten")]
    [InlineData("voorwaarden", "Toelaten op voorwaarden")]
    public async Task The_advice_appears_at_the_gate_without_a_reload(string advice, string word)
    {
        var page = await OpenAsync("poort");
        var id = await AdvicePages.MatchAsync(page, Site);
        var place = page.Locator("main .answer__advice");
        await Expect(place).ToContainTextAsync("verschijnt hier");
        await Expect(place).ToHaveAttributeAsync("role", "status");
        await page.EvaluateAsync("() => window.isThis = true");

        await AdvicePages.AdviseAsync(Site, id, advice, advice is "voorwaarden" ? AdvicePages.Conditions : null);

        await Expect(AdvicePages.Large(page)).ToBeVisibleAsync();
        await Expect(AdvicePages.Large(page).Locator(".advice__word")).ToHaveTextAsync(word);
        await Expect(AdvicePages.Large(page).Locator("svg")).ToBeVisibleAsync();
        await Expect(AdvicePages.Large(page)).ToContainTextAsync("Een advies is geen bevel");
        await Expect(AdvicePages.Banners(page)).ToHaveCountAsync(0);
        Assert.True(await page.EvaluateAsync<bool>("() => window.isThis"));
        if (advice is "voorwaarden")
        {
            await Expect(AdvicePages.Large(page).Locator("li")).ToHaveTextAsync(AdvicePages.Conditions);
        }
    }

    [Fact]
    public async Task The_advice_is_painted_within_a_second_of_the_desk_giving_it()
    {
        var page = await OpenAsync("poort");
        var best = TimeSpan.MaxValue;

        // A busy machine is no fault of the page: one of a few tries has to be as quick as was promised.
        for (var number = 0; number < Tries && best > AtOnce; number++)
        {
            var id = await AdvicePages.MatchAsync(page, Site);
            await AdvicePages.AdviseAsync(Site, id, "weigeren");
            var given = TimeProvider.System.GetTimestamp();
            await Expect(AdvicePages.Large(page)).ToBeVisibleAsync();
            var taken = TimeProvider.System.GetElapsedTime(given);
            best = taken < best ? taken : best;
        }

        Assert.True(best <= AtOnce, $"the quickest took {best}");
    }

    [Fact]
    public async Task After_next_the_advice_comes_above_the_form_and_takes_no_key_of_whoever_types()
    {
        var page = await OpenAsync("poort");
        var id = await AdvicePages.MatchAsync(page, Site);
        var reference = await page.Locator(".answer__reference strong").InnerTextAsync();
        await AdvicePages.NextAsync(page);
        await Expect(page.Locator("#achternaam")).ToBeFocusedAsync();

        var typing = page.Keyboard.TypeAsync("Zonderlandsemeisje van de overkant", new KeyboardTypeOptions { Delay = 60 });
        await AdvicePages.AdviseAsync(Site, id, "weigeren");
        await Expect(AdvicePages.Banners(page)).ToBeVisibleAsync();
        await typing;

        await Expect(page.Locator("#achternaam")).ToHaveValueAsync("Zonderlandsemeisje van de overkant");
        await Expect(page.Locator("#achternaam")).ToBeFocusedAsync();
        await Expect(page.Locator("#achternaam")).ToBeInViewportAsync();
        await Expect(AdvicePages.Banners(page)).ToContainTextAsync(reference);
        await Expect(AdvicePages.Banners(page)).ToContainTextAsync("Niet toelaten");
        await Expect(AdvicePages.Banners(page)).Not.ToContainTextAsync("Vries");
    }

    [Fact]
    public async Task A_banner_goes_by_key_and_by_pointer_and_the_caret_stays_where_it_was()
    {
        var page = await OpenAsync("poort");
        foreach (var byKey in (bool[])[true, false])
        {
            var id = await AdvicePages.MatchAsync(page, Site);
            await AdvicePages.NextAsync(page);
            await AdvicePages.AdviseAsync(Site, id, "toelaten");
            await Expect(AdvicePages.Banners(page)).ToHaveCountAsync(1);
            await page.FocusAsync("#voornamen");

            await (byKey ? page.Keyboard.PressAsync("F8") : AdvicePages.Banners(page).Locator("button").ClickAsync());

            await Expect(AdvicePages.Banners(page)).ToHaveCountAsync(0);
            await Expect(page.Locator("#voornamen")).ToBeFocusedAsync();
        }
    }

    [Fact]
    public async Task A_line_that_is_gone_is_said_in_words_that_look_like_no_advice_and_taken_back()
    {
        var page = await OpenAsync("poort");
        var id = await AdvicePages.MatchAsync(page, Site);
        var place = page.Locator("main .answer__advice");
        await page.Context.SetOfflineAsync(offline: true);

        await Expect(place).ToContainTextAsync("Verbinding weg");
        await Expect(place).ToContainTextAsync("Bel uw veiligheidsafdeling: +31");
        await Expect(page.Locator(".advice")).ToHaveCountAsync(0);
        await AdvicePages.AdviseAsync(Site, id, "weigeren");
        await page.Context.SetOfflineAsync(offline: false);

        await Expect(AdvicePages.Large(page)).ToHaveAttributeAsync("data-soort", "weigeren");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("Verbinding weg");
    }

    [Fact]
    public async Task What_was_advised_while_the_service_started_anew_is_heard_when_the_page_is_back()
    {
        var page = await OpenAsync("poort");
        var id = await AdvicePages.MatchAsync(page, Site);

        await Site.RestartAsync();
        await AdvicePages.AdviseAsync(Site, id, "toelaten");

        await Expect(AdvicePages.Large(page)).ToHaveAttributeAsync("data-soort", "toelaten");
    }

    [Fact]
    public async Task One_page_has_one_line()
    {
        var page = await OpenAsync("poort");
        var lines = new List<string>();
        page.Request += (_, request) => lines.AddRange(request.Url.Contains("/adviezen/stroom", StringComparison.Ordinal) ? [request.Url] : []);
        await AdvicePages.MatchAsync(page, Site);
        await AdvicePages.NextAsync(page);
        await new GatePage(page).AskAsync(GatePage.Stranger);
        await new GatePage(page).ExpectAsync("geen-match");

        Assert.Single(lines);
    }

    [Fact]
    public async Task No_state_of_an_advice_has_a_fault_that_axe_finds()
    {
        var faults = new List<string>();
        foreach (var scene in AdvicePages.Scenes)
        {
            var page = await OpenAsync(scene.UserName);
            await scene.PlayAsync(page, Site);
            var result = await page.RunAxe();
            faults.AddRange(result.Violations.Select(violation => $"{scene.Name}: {violation.Id} at {violation.Nodes[0].Html}"));
            await page.Context.CloseAsync();
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task In_forced_colours_shape_and_word_still_say_it()
    {
        var page = await OpenAsync("poort", new BrowserNewContextOptions { ForcedColors = ForcedColors.Active });
        var id = await AdvicePages.MatchAsync(page, Site);
        await AdvicePages.AdviseAsync(Site, id, "weigeren");
        await Expect(AdvicePages.Large(page).Locator(".advice__word")).ToBeVisibleAsync();

        var (shape, sign, ground) = (await ColourAsync(".advice__shape", "fill"), await ColourAsync(".advice__sign", "stroke"), await ColourAsync(".answer__advice .advice", "backgroundColor"));

        Assert.NotEqual(shape, sign);
        Assert.NotEqual(shape, ground);

        Task<string> ColourAsync(string part, string property) =>
            page.EvaluateAsync<string>($"() => getComputedStyle(document.querySelector('main {part}')).{property}");
    }

    [Fact]
    public async Task Without_script_the_match_leads_to_the_advice()
    {
        var page = await OpenAsync("poort", new BrowserNewContextOptions { JavaScriptEnabled = false });
        await new GatePage(page).GoAsync();
        await new GatePage(page).AskAsync(GatePage.Registered);
        await new GatePage(page).ExpectAsync("match");
        var id = await page.Locator("[data-advies-van]").GetAttributeAsync("data-advies-van");
        await page.ClickAsync("[data-advies-van] a");
        await Expect(page.Locator("main")).ToContainTextAsync("Er is nog geen advies");

        await AdvicePages.AdviseAsync(Site, id!, "weigeren");

        await Expect(page.Locator(".advice__word")).ToHaveTextAsync("Niet toelaten");
    }
}
