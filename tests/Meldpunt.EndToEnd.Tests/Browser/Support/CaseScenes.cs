using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Register;
using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>The pages of cases, for both desks, in every state.</summary>
internal static class CaseScenes
{
    public static IReadOnlyList<Scene> All { get; } =
    [
        new("zaken-leeg", "leeg-bureau", (page, _) => page.GotoAsync("/zaken")),
        new("zaken-niets-gevonden", CasePages.Asker, (page, _) => page.GotoAsync("/zaken?referentie=M-2020-000017")),
        new("zaken-filterfout", CasePages.Asker, (page, _) => page.GotoAsync("/zaken?referentie=17")),
        new("zaken", CasePages.Asker, ListAsync),
        new("bureau-zaken", CasePages.Asker, DeskAsync),
        new("bureau-zaken-bron", CasePages.Source, DeskAsync),
        new("bureau-zonder-verbinding", CasePages.Asker, LoseLineAsync),
        new("zaak-bellen", CasePages.Asker, (page, site) => OpenAsync(page, site, "Bellemans")),
        new("zaak-bellen-tikken", CasePages.Asker, TapAsync),
        new("zaak-bellen-fouten", CasePages.Asker, FailAsync),
        new("zaak-geen-gehoor", CasePages.Asker, (page, site) => OpenAsync(page, site, "Gehoorveld", TryAsync)),
        new("zaak-adviseren", CasePages.Asker, (page, site) => OpenAsync(page, site, "Adviesdonk", CallAsync)),
        new("zaak-wacht", CasePages.Asker, (page, site) => OpenAsync(page, site, "Wachtendonk", CallAndAdviseAsync)),
        new("zaak-betwist", CasePages.Asker, (page, site) => OpenAsync(page, site, "Twistema", DisputeAsync)),
        new("zaak-gesloten", CasePages.Asker, (page, site) => OpenAsync(page, site, "Gesloten", CloseAsync)),
        new("zaak-vervallen", CasePages.Asker, LapseAsync),
        new("zaak-eigen", CasePages.Source, OwnAsync),
        new("zaak-ander-eerder", CasePages.Asker, ComeSecondAsync),
        new("zaak-collega-bezig", CasePages.Asker, MeetColleagueAsync),
        new("zaak-bron", CasePages.Source, (page, site) => OpenAsync(page, site, "Bellemans")),
        new("zaak-bron-terug", CasePages.Source, (page, site) => OpenAsync(page, site, "Gehoorveld", TryAsync)),
        new("zaak-bron-bevestigen", CasePages.Source, ConfirmAsync),
        new("zaak-bron-bevestigd", CasePages.Source, (page, site) => OpenAsync(page, site, "Gesloten", CloseAsync)),
    ];

    private static async Task OpenAsync(IPage page, Site site, string surname, Func<Site, FollowUp, Task>? before = null)
    {
        var one = await CasePages.MatchAsync(site, surname);
        if (before is not null)
        {
            await before(site, one);
        }

        await CasePages.OpenAsync(page, one);
        await page.WaitForSelectorAsync("main[data-zaak]");
    }

    private static Task TryAsync(Site site, FollowUp one) => CasePages.SayAsync(site, one, CasePages.Asker, CallResult.NoAnswer);

    private static Task CallAsync(Site site, FollowUp one) => CasePages.SayAsync(site, one, CasePages.Asker, CallResult.Spoken, VisitorIdentity.Confirmed);

    private static async Task CallAndAdviseAsync(Site site, FollowUp one)
    {
        await CallAsync(site, one);
        await CasePages.AdviseAsync(site, one, GateAdvice.Conditions, "Alleen op niveau 1, en een collega loopt mee tot de auto.");
    }

    private static async Task DisputeAsync(Site site, FollowUp one)
    {
        await CallAndAdviseAsync(site, one);
        await CasePages.SayAsync(site, one, CasePages.Source, CallResult.NotSpoken);
    }

    private static async Task CloseAsync(Site site, FollowUp one)
    {
        await CallAndAdviseAsync(site, one);
        await CasePages.SayAsync(site, one, CasePages.Source, CallResult.Spoken, VisitorIdentity.OtherPerson);
    }

    private static async Task ListAsync(IPage page, Site site)
    {
        await CloseAsync(site, await CasePages.MatchAsync(site, "Gesloten"));
        await CasePages.MatchAsync(site, "Bellemans");
        await page.GotoAsync("/zaken");
        await page.WaitForSelectorAsync("tbody tr");
    }

    private static async Task DeskAsync(IPage page, Site site)
    {
        await CasePages.MatchAsync(site, "Bellemans");
        await CallAsync(site, await CasePages.MatchAsync(site, "Adviesdonk"));
        await TryAsync(site, await CasePages.MatchAsync(site, "Gehoorveld"));
        await CallAndAdviseAsync(site, await CasePages.MatchAsync(site, "Wachtendonk"));
        var changed = await CasePages.EntryAsync(site, "Wijziging");
        if (site.Installation.Entries.Find(changed, Officers.Of(site, CasePages.Source).Participant!.Id, Officers.Today)!.State == EntryState.Active)
        {
            var one = await CasePages.MatchAsync(site, "Wijziging");
            await CallAndAdviseAsync(site, one);
            await CasePages.SayAsync(site, one, CasePages.Source, CallResult.Spoken, VisitorIdentity.Confirmed);
            await CasePages.ChangeEntryAsync(site, changed);
        }

        await page.GotoAsync("/bureau");
        await page.WaitForSelectorAsync("#nu [data-zaak]");
        await page.WaitForSelectorAsync("[data-live][data-stand=verbonden]");
    }

    private static async Task LoseLineAsync(IPage page, Site site)
    {
        await DeskAsync(page, site);
        await page.Context.SetOfflineAsync(true);
        await page.WaitForSelectorAsync("[data-live][data-stand=weg]");
    }

    private static async Task TapAsync(IPage page, Site site)
    {
        await OpenAsync(page, site, "Bellemans");
        await CasePages.SpokeAsync(page);
        await CasePages.IdentityAsync(page, "anderePersoon");
        await page.ClickAsync($"{CasePages.CallForm} .taps__conditions summary");
    }

    private static async Task FailAsync(IPage page, Site site)
    {
        await TapAsync(page, site);
        await page.FillAsync("#gesprokenMet", "mevrouw Bakker, meldkamer");
        await page.ClickAsync($"{CasePages.CallForm} button[value=voorwaarden]");
        await page.WaitForSelectorAsync("[role=alert]");
    }

    private static async Task LapseAsync(IPage page, Site site)
    {
        var officer = Officers.Of(site, CasePages.Source);
        var one = await CasePages.MatchAsync(site, "Vervalland");
        Assert.Empty((await site.Installation.Desk.WithdrawAsync(officer, one.EntryId, EntryTerms.Grounds[0], version: null)).Faults);
        while (site.Installation.FollowUps.FindAnyones(one.Id)!.IsOpen)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System);
        }

        await CasePages.OpenAsync(page, one);
    }

    private static async Task OwnAsync(IPage page, Site site) => await CasePages.OpenAsync(page, await CasePages.MatchAsync(site, "Eigenaarts", CasePages.Source, "poort"));

    private static async Task ComeSecondAsync(IPage page, Site site)
    {
        var one = await CasePages.MatchAsync(site, "Tweedehands");
        await page.RouteAsync("**/nu", route => route.AbortAsync());
        await CasePages.OpenAsync(page, one);
        await CasePages.SpokeAsync(page);
        await CasePages.IdentityAsync(page, "bevestigd");
        await CasePages.SayAsync(site, one, CasePages.Asker, CallResult.NoAnswer);
        await page.ClickAsync($"{CasePages.CallForm} button[value=weigeren]");
        await page.WaitForSelectorAsync("#ander");
    }

    private static async Task MeetColleagueAsync(IPage page, Site site)
    {
        var one = await CasePages.MatchAsync(site, "Collegaal");
        await CasePages.OpenAsync(page, one);
        await CasePages.SpokeAsync(page);
        await page.WaitForSelectorAsync("[data-live][data-stand=verbonden]");
        await CasePages.SayAsync(site, one, CasePages.Asker, CallResult.Spoken, VisitorIdentity.Unclear);
        await page.WaitForSelectorAsync("[data-ander]:not([hidden])");
    }

    private static async Task ConfirmAsync(IPage page, Site site)
    {
        await OpenAsync(page, site, "Adviesdonk", CallAsync);
        await page.ClickAsync($"details:has({CasePages.ConfirmForm}) > summary");
    }
}
