using Meldpunt.Admin.FollowUps;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

/// <summary>A match is a phone call that must happen, in the browsers of the gate and of both desks.</summary>
public sealed class CaseTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const int Tries = 4;
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_match_arrives_at_both_desks_without_reloading_and_is_called_about_confirmed_and_advised_on()
    {
        var gate = await OpenAsync(CasePages.Gate);
        var asker = await DeskAsync(CasePages.Asker);
        var source = await DeskAsync(CasePages.Source);
        await CasePages.EntryAsync(Site, "Drieluik");

        // The gate of C.
        var visitor = new GatePage(gate);
        await visitor.GoAsync();
        await visitor.AskAsync(CasePages.Visitor("Drieluik"));
        await visitor.ExpectAsync("match");
        var reference = await gate.Locator(".answer__reference strong").InnerTextAsync();

        // The desks of C and of A.
        var (askersLine, sourcesLine) = (asker.Locator("#nu li", With(reference)), source.Locator("#nu li", With(reference)));
        await Expect(askersLine).ToContainTextAsync("Garage De Gouden Leeuw");
        await Expect(sourcesLine).ToContainTextAsync("Parkeren Havenkwartier");
        await Expect(asker).ToHaveTitleAsync(Patterns.CountedDesk);

        // C calls, and says what came of it; the page of A follows by itself, and A confirms.
        await askersLine.Locator("a").ClickAsync();
        await Expect(asker.Locator(".case__number a")).ToHaveAttributeAsync("href", "tel:+31205550101");
        await sourcesLine.Locator("a").ClickAsync();
        await Expect(source.Locator("main[data-zaak]")).ToHaveAttributeAsync("data-versie", "1");
        await CasePages.SpokeAsync(asker);
        await CasePages.IdentityAsync(asker, "bevestigd");
        await asker.Locator($"{CasePages.CallForm} .taps__only button").ClickAsync();
        await Expect(asker.Locator(".tag--teAdviseren")).ToBeVisibleAsync();
        await Expect(source.Locator("h1")).ToHaveTextAsync("Bevestig dat u gebeld bent");
        await source.ClickAsync($"details:has({CasePages.ConfirmForm}) > summary");
        await source.ClickAsync($"{CasePages.ConfirmForm} button[value=bevestigd]");
        await Expect(source.Locator("[role=status].notice--done")).ToBeVisibleAsync();
        await Expect(asker.Locator("[data-deel=stand]")).Not.ToContainTextAsync("Bevestiging van de bron Nog niet");

        // C advises; the case is closed for both, and their first pages are empty of it.
        await CasePages.AdviceAsync(asker, "weigeren", CasePages.AdviseForm);
        await Expect(AdvicePages.Large(gate).Locator(".advice__word")).ToHaveTextAsync("Niet toelaten");
        await Expect(asker.Locator(".tag--gesloten")).ToBeVisibleAsync();
        await Expect(source.Locator(".tag--gesloten")).ToBeVisibleAsync();
        await Expect(source.Locator("[data-vorm] form")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_case_stands_on_both_first_pages_within_one_second_of_the_answer_at_the_gate()
    {
        var gate = await OpenAsync(CasePages.Gate);
        var desks = new[] { await DeskAsync(CasePages.Asker), await DeskAsync(CasePages.Source) };
        var best = TimeSpan.MaxValue;

        // A busy machine is no fault of the page: one of a few tries has to be as quick as was promised.
        for (var number = 0; number < Tries && best > AtOnce; number++)
        {
            await CasePages.EntryAsync(Site, "Snelweg" + "abcd"[number]);
            var visitor = new GatePage(gate);
            await visitor.GoAsync();
            await visitor.AskAsync(CasePages.Visitor("Snelweg" + "abcd"[number]));
            await visitor.ExpectAsync("match");
            var answered = TimeProvider.System.GetTimestamp();
            var reference = await gate.Locator(".answer__reference strong").InnerTextAsync();
            await Task.WhenAll(desks.Select(desk => desk.WaitForFunctionAsync("text => document.getElementById('nu').textContent.includes(text)", reference)));
            var taken = TimeProvider.System.GetElapsedTime(answered);
            best = taken < best ? taken : best;
        }

        Assert.True(best <= AtOnce, $"the quickest took {best}");
    }

    [Fact]
    public async Task Of_two_officers_at_once_one_is_first_and_the_other_sees_that_and_loses_nothing_that_was_typed()
    {
        var one = await CasePages.MatchAsync(Site, "Gelijktijdig");
        var page = await OpenAsync(CasePages.Asker);
        await CasePages.OpenAsync(page, one);
        await ExpectLiveAsync(page);
        await CasePages.SpokeAsync(page);
        await CasePages.IdentityAsync(page, "onduidelijk");
        await page.FillAsync("#gesprokenMet", "meneer Bakker");

        var colleague = await CasePages.AskerColleagueAsync(Site);
        await CasePages.SayAsync(Site, one, colleague.UserName, CallResult.Spoken, VisitorIdentity.Confirmed);

        await Expect(page.Locator("[data-ander]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-deel=geschiedenis]")).ToContainTextAsync(colleague.UserName);
        await page.Locator($"{CasePages.CallForm} button[value=weigeren]").ClickAsync();
        await Expect(page.Locator("#ander")).ToBeVisibleAsync();
        await Expect(page.Locator("#gesprokenMet")).ToHaveValueAsync("meneer Bakker");
        Assert.Equal(VisitorIdentity.Confirmed, Site.Installation.FollowUps.FindAnyones(one.Id)!.Outcome);

        // Who looked and still thinks so may say so.
        await CasePages.AdviceAsync(page, "weigeren");
        Assert.Equal(VisitorIdentity.Unclear, Site.Installation.FollowUps.FindAnyones(one.Id)!.Outcome);
    }

    [Fact]
    public async Task What_the_other_desk_records_meanwhile_takes_nothing_away_and_stops_nothing()
    {
        var one = await CasePages.MatchAsync(Site, "Intussen");
        await CasePages.SayAsync(Site, one, CasePages.Asker, CallResult.NoAnswer);
        var page = await OpenAsync(CasePages.Asker);
        await CasePages.OpenAsync(page, one);
        await ExpectLiveAsync(page);
        await CasePages.SpokeAsync(page);
        await CasePages.IdentityAsync(page, "anderePersoon");
        await page.FillAsync("#gesprokenMet", "mevrouw de Boer");

        await CasePages.SayAsync(Site, one, CasePages.Source, CallResult.Spoken, VisitorIdentity.OtherPerson);

        await Expect(page.Locator("main[data-zaak]")).ToHaveAttributeAsync("data-versie", "3");
        await Expect(page.Locator("#gesprokenMet")).ToHaveValueAsync("mevrouw de Boer");
        await Expect(page.Locator("[data-ander]")).ToBeHiddenAsync();
        await CasePages.AdviceAsync(page, "toelaten");
        Assert.Equal(FollowUpState.Closed, Site.Installation.FollowUps.FindAnyones(one.Id)!.State);
    }

    [Fact]
    public async Task Without_script_the_whole_story_works()
    {
        var one = await CasePages.MatchAsync(Site, "Zonderschrift");
        var plain = new BrowserNewContextOptions { JavaScriptEnabled = false };
        var asker = await OpenAsync(CasePages.Asker, plain);
        await asker.GotoAsync("/bureau");
        await CasePages.Line(asker, one.Id).Locator("a").ClickAsync();
        await asker.Locator($"{CasePages.NoAnswerForm} button").ClickAsync();
        await Expect(asker.Locator("[data-deel=stand]")).ToContainTextAsync("1");
        await CasePages.AdviceAsync(asker, "toelaten", CasePages.AdviseForm);
        await CasePages.SpokeAsync(asker);
        await CasePages.IdentityAsync(asker, "bevestigd");
        await asker.ClickAsync($"{CasePages.CallForm} .taps__conditions summary");
        await asker.FillAsync($"{CasePages.CallForm} textarea", "Alleen op niveau 1.");
        await CasePages.AdviceAsync(asker, "voorwaarden");

        var source = await OpenAsync(CasePages.Source, new BrowserNewContextOptions { JavaScriptEnabled = false });
        await source.GotoAsync("/zaken?rol=bron&toestand=teBevestigen");
        await source.GetByText(one.Reference).First.ClickAsync();
        await source.ClickAsync("details:has(form[action$='handler=deny']) > summary");
        await source.ClickAsync("form[action$='handler=deny'] button");
        await Expect(source.Locator("[role=status].notice--done")).ToBeVisibleAsync();
        await source.ClickAsync($"details:has({CasePages.ConfirmForm}) > summary");
        await source.ClickAsync($"{CasePages.ConfirmForm} button[value=zonder]");

        await Expect(source.Locator(".tag--gesloten")).ToBeVisibleAsync();
        await Expect(source.Locator("[data-deel=stand]")).ToContainTextAsync("Alleen op niveau 1.");
    }

    [Fact]
    public async Task Three_taps_by_keyboard_alone_on_a_telephone_screen()
    {
        var one = await CasePages.MatchAsync(Site, "Toetsenman");
        var page = await OpenAsync(CasePages.Asker, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 320, Height = 640 } });
        await CasePages.OpenAsync(page, one);
        await page.Locator($"details:has({CasePages.CallForm}) > summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator($"{CasePages.CallForm} input[value=bevestigd]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#gesprokenMet")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator($"{CasePages.CallForm} button[value=toelaten]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".tag--teBevestigen")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_pressed_is_44_pixels_high()
    {
        foreach (var scene in Scene.All.Where(scene => scene.Name.StartsWith("zaak-", StringComparison.Ordinal) || scene.Name.StartsWith("bureau-zaken", StringComparison.Ordinal)))
        {
            var page = await OpenAsync(scene.UserName, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 320, Height = 640 } });
            await scene.PlayInAsync("nl", page, Site);
            var targets = page.Locator("[data-vorm] button:visible:not(.unseen), [data-vorm] summary:visible, [data-vorm] label:visible:has(input), [data-deel=bel] a:visible, .now__do:visible, .now button:visible, .live a:visible, .live button:visible");
            Assert.True(await targets.CountAsync() > 0 || scene.Name is "zaak-gesloten" or "zaak-vervallen" or "zaak-bron-bevestigd", scene.Name);
            foreach (var target in await targets.AllAsync())
            {
                var box = await target.BoundingBoxAsync();
                Assert.True(box!.Height >= 44, $"{scene.Name}: {box.Height} pixels, {await target.InnerTextAsync()}");
            }

            await page.Context.CloseAsync();
        }
    }

    private static async Task ExpectLiveAsync(IPage page) => await Expect(page.Locator("[data-live]")).ToHaveAttributeAsync("data-stand", "verbonden");

    private static PageLocatorOptions With(string text) => new() { HasText = text };

    private async Task<IPage> DeskAsync(string userName)
    {
        var page = await OpenAsync(userName);
        await page.GotoAsync("/bureau");
        await ExpectLiveAsync(page);
        return page;
    }
}
