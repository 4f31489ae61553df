using Meldpunt.Admin.FollowUps;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Meldpunt.Index.Identity;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

/// <summary>Somebody of the name and birth date of a registered person, who was born elsewhere.</summary>
public sealed class MarkTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const string Surname = "Naamgenoot";
    private const int PatienceMs = 50;
    private const int Turns = 10;

    [Fact]
    public async Task A_visitor_who_is_somebody_else_is_marked_from_the_page_of_the_case_and_is_stopped_no_more()
    {
        await Officers.RegisterAsync(Site, CasePages.Source, "toegangsverbod", Surname, birthplace: "Delft");
        var gate = await OpenAsync(CasePages.Gate);
        await AskAsync(gate, "Gouda", "match");
        var one = await CaseAsync(gate);
        var desk = await OpenAsync(CasePages.Asker);
        await CasePages.OpenAsync(desk, one);
        await Expect(desk.Locator("[data-merkteken]")).ToHaveCountAsync(0);
        await CasePages.SpokeAsync(desk);
        await CasePages.IdentityAsync(desk, "anderePersoon");
        await CasePages.AdviceAsync(desk, "toelaten");

        await desk.ClickAsync("[data-merkteken] a");
        await MarkAsync(desk);
        await Expect(desk.Locator("[data-merkteken]")).ToHaveAttributeAsync("data-merkteken", "wacht");
        await AskAsync(gate, "Gouda", "match");

        await CasePages.SayAsync(Site, one, CasePages.Source, CallResult.Spoken, VisitorIdentity.OtherPerson);
        await Expect(desk.Locator("[data-merkteken]")).ToHaveAttributeAsync("data-merkteken", "actief");
        await AskUntilAsync(gate, "Gouda", "geen-match");
        await AskAsync(gate, "Delft", "match");

        await desk.ClickAsync("[data-merkteken] button");
        await Expect(desk).ToHaveURLAsync(Patterns.CaseDone);
        await AskUntilAsync(gate, "Gouda", "match");
    }

    private static async Task MarkAsync(IPage desk)
    {
        var (surname, firstNames, birthDate) = CasePages.Visitor(Surname);
        await desk.FillAsync("#achternaam", surname);
        await desk.FillAsync("#voornamen", firstNames);
        await desk.FillAsync("#geboortedatum", birthDate);
        await desk.FillAsync("#geboorteplaats", "Gouda");
        await desk.CheckAsync("#instemming");
        await desk.ClickAsync("main form .button:not(.button--quiet)");
        await Expect(desk).ToHaveURLAsync(Patterns.CaseDone);
    }

    private static async Task AskAsync(IPage page, string birthplace, string state) => Assert.Equal(state, await AnswerAsync(page, birthplace));

    // A mark works as soon as the index has followed.
    private static async Task AskUntilAsync(IPage page, string birthplace, string state)
    {
        for (var turn = 0; turn < Turns && !string.Equals(await AnswerAsync(page, birthplace), state, StringComparison.Ordinal); turn++)
        {
            await page.WaitForTimeoutAsync(PatienceMs);
        }

        await new GatePage(page).ExpectAsync(state);
    }

    private static async Task<string?> AnswerAsync(IPage page, string birthplace)
    {
        var gate = new GatePage(page);
        await gate.GoAsync();
        await page.FillAsync("#geboorteplaats", birthplace);
        await gate.AskAsync(CasePages.Visitor(Surname));
        await Expect(page.Locator("main:is([data-toestand=match], [data-toestand=geen-match])")).ToHaveCountAsync(1);
        return await gate.Main.GetAttributeAsync("data-toestand");
    }

    private async Task<FollowUp> CaseAsync(IPage gate)
    {
        Assert.True(OpaqueId.TryParse(await gate.Locator("[data-advies-van]").GetAttributeAsync("data-advies-van"), out var queryId));
        while (Site.Installation.FollowUps.OfQuery(queryId).Count == 0)
        {
            await gate.WaitForTimeoutAsync(PatienceMs);
        }

        return Site.Installation.FollowUps.OfQuery(queryId).Single();
    }
}
