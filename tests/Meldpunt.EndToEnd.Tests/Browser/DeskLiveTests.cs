using Meldpunt.Admin.FollowUps;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

/// <summary>The first page of a desk while it is open: through a broken line, a service that starts anew, and a session that ends.</summary>
public sealed class DeskLiveTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    [Fact]
    public async Task A_machine_that_was_cut_off_says_so_in_words_and_catches_up_when_it_is_back()
    {
        var page = await DeskAsync(CasePages.Asker);
        await page.Context.SetOfflineAsync(true);
        await ExpectLineAsync(page, "weg");
        var one = await CasePages.MatchAsync(Site, "Slaapstra");
        await Expect(CasePages.Line(page, one.Id)).ToHaveCountAsync(0);

        await page.Context.SetOfflineAsync(false);

        await Expect(CasePages.Line(page, one.Id)).ToBeVisibleAsync();
        await ExpectLineAsync(page, "verbonden");
    }

    [Fact]
    public async Task A_service_that_started_anew_is_found_again_with_what_came_meanwhile()
    {
        var page = await DeskAsync(CasePages.Asker);

        await Site.RestartAsync();
        var one = await CasePages.MatchAsync(Site, "Herstarter");

        await Expect(CasePages.Line(page, one.Id)).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
        await ExpectLineAsync(page, "verbonden");
    }

    [Fact]
    public async Task A_desk_that_nobody_touched_for_too_long_reads_that_nothing_comes_in_any_more()
    {
        var page = await OpenAsync();
        await Site.SignInAsync(page, CasePages.SourceColleague);
        await page.GotoAsync("/bureau");
        await ExpectLineAsync(page, "verbonden");
        var account = Site.Installation.Accounts.FindByName(CasePages.SourceColleague)!;
        foreach (var session in Site.Installation.Sessions.Of(account.Id))
        {
            await Site.Part<Service.Access.SessionBook>().EndAsync(account.Id, session.Id);
        }

        await ExpectLineAsync(page, "afgemeld");
        await Expect(page.Locator("[data-live-aanmelden] a")).ToBeVisibleAsync();
        await Expect(page).ToHaveTitleAsync(Patterns.SignedOutDesk);
    }

    [Fact]
    public async Task A_match_sounds_when_the_officer_wants_that_and_is_read_out()
    {
        var page = await DeskAsync(CasePages.Asker);
        await page.EvaluateAsync("() => { window.sounds = 0; document.addEventListener('meldpunt:geluid', () => { window.sounds += 1; }); }");
        await CasePages.MatchAsync(Site, "Stilte");
        await Expect(page.Locator("[data-zeg][role=status]")).ToContainTextAsync("Nieuwe zaak: M-");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => window.sounds"));

        await page.ClickAsync("[data-geluid]");
        await Expect(page.Locator("[data-geluid]")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.WaitForFunctionAsync("() => window.sounds === 1");
        await CasePages.MatchAsync(Site, "Klokgelui");
        await page.WaitForFunctionAsync("() => window.sounds === 2");

        // Kept in this browser.
        await page.ReloadAsync();
        await Expect(page.Locator("[data-geluid]")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task What_a_colleague_records_changes_the_page_and_the_focus_stays_where_it_was()
    {
        var one = await CasePages.MatchAsync(Site, "Blijfstaan");
        var page = await DeskAsync(CasePages.Asker);
        await CasePages.Line(page, one.Id).Locator("a").FocusAsync();

        var colleague = await CasePages.AskerColleagueAsync(Site);
        await CasePages.SayAsync(Site, one, colleague.UserName, CallResult.NoAnswer);

        await Expect(CasePages.Line(page, one.Id)).ToContainTextAsync("opnieuw");
        await Expect(CasePages.Line(page, one.Id).Locator("a")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task An_entry_that_changed_appears_and_goes_when_it_was_seen()
    {
        var one = await CasePages.MatchAsync(Site, "Gewijzigd");
        var page = await DeskAsync(CasePages.Asker);

        await CasePages.ChangeEntryAsync(Site, one.EntryId);

        await Expect(page.Locator("#nu [data-melding]")).ToContainTextAsync(one.Reference);
        await page.ClickAsync("#nu [data-melding] button");
        await Expect(page.Locator("#nu [data-melding]")).ToHaveCountAsync(0);
    }

    private static Task ExpectLineAsync(IPage page, string state) => Expect(page.Locator("[data-live]")).ToHaveAttributeAsync("data-stand", state);

    private async Task<IPage> DeskAsync(string userName)
    {
        var page = await OpenAsync(userName);
        await page.GotoAsync("/bureau");
        await ExpectLineAsync(page, "verbonden");
        return page;
    }
}
