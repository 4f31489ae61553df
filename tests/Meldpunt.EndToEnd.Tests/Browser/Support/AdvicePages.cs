using System.Net.Http.Headers;
using System.Text.Json;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>A match at the gate, and its desk that acts over the interface.</summary>
internal static class AdvicePages
{
    /// <summary>Scenes of the gate after a match.</summary>
    public static IReadOnlyList<Scene> Scenes { get; } =
    [
        new("poort-match-toelaten", "poort", (page, site) => SeeAsync(page, site, "toelaten")),
        new("poort-match-weigeren", "poort", (page, site) => SeeAsync(page, site, "weigeren")),
        new("poort-match-voorwaarden", "poort", (page, site) => SeeAsync(page, site, "voorwaarden", Conditions)),
        new("poort-match-vervallen", "poort", SeeLapseAsync),
        new("poort-advies-boven-formulier", "poort", SeeBannersAsync),
        new("poort-match-verbinding-weg", "poort", LoseLineAsync),
        new("poort-advies-wacht", "poort", (page, site) => OpenPageAsync(page, site, advice: null)),
        new("poort-advies", "poort", (page, site) => OpenPageAsync(page, site, "voorwaarden")),
    ];

    public const string Conditions = "Alleen dek 1, met begeleiding van een medewerker, en voor 22:00 uur weer weg.";

    /// <summary>Where the advice stands large.</summary>
    public static ILocator Large(IPage page) => page.Locator("main .answer__advice .advice");

    /// <summary>The advices above the form.</summary>
    public static ILocator Banners(IPage page) => page.Locator(".advices__one");

    /// <summary>Asks about somebody who matches; returns the id of the question when its cases are there.</summary>
    public static async Task<string> MatchAsync(IPage page, Site site)
    {
        var gate = new GatePage(page);
        await gate.GoAsync();
        await gate.AskAsync(GatePage.Registered);
        await gate.ExpectAsync("match");
        var id = await page.Locator("[data-advies-van]").GetAttributeAsync("data-advies-van");
        while (CasesOf(site, id!).Count == 0)
        {
            await page.WaitForTimeoutAsync(20);
        }

        return id!;
    }

    /// <summary>The officer says that the desks spoke, and advises the gate.</summary>
    public static async Task AdviseAsync(Site site, string queryId, string advice, string? conditions = null)
    {
        using var desk = await DeskAsync(site);
        foreach (var one in CasesOf(site, queryId))
        {
            await PostAsync(desk, $"/v1/opvolgingen/{one}/raadplegingen", new Dictionary<string, string?> { ["resultaat"] = "gesproken", ["uitkomst"] = "bevestigd" });
            await PostAsync(desk, $"/v1/opvolgingen/{one}/adviezen", new Dictionary<string, string?> { ["advies"] = advice, ["voorwaarden"] = conditions });
        }
    }

    /// <summary>On to the next visitor, which a match asks twice.</summary>
    public static async Task NextAsync(IPage page)
    {
        await page.ClickAsync("main summary");
        await page.ClickAsync("main [data-volgende]");
        await new GatePage(page).ExpectAsync("formulier");
    }

    private static List<OpaqueId> CasesOf(Site site, string queryId) =>
        OpaqueId.TryParse(queryId, out var id) ? [.. site.Installation.FollowUps.OfQuery(id).Select(one => one.Id)] : [];

    private static async Task<HttpClient> DeskAsync(Site site)
    {
        var gate = site.Installation.Accounts.FindByName("poort")!;
        var officer = site.Installation.Directory.Accounts.First(account => account is { Role: Role.Security, EndedAt: null } && account.ParticipantId == gate.ParticipantId);
        var token = await site.Installation.Accounts.IssueTokenAsync(officer.Id, "test");
        site.Installation.Directory.Refresh();
        var client = new HttpClient { BaseAddress = new Uri(site.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static async Task PostAsync(HttpClient desk, string path, Dictionary<string, string?> body)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body), new MediaTypeHeaderValue("application/json"));
        var answer = await desk.PostAsync(new Uri(path, UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
    }

    private static async Task SeeAsync(IPage page, Site site, string advice, string? conditions = null)
    {
        await AdviseAsync(site, await MatchAsync(page, site), advice, conditions);
        await Expect(Large(page)).ToHaveAttributeAsync("data-soort", advice);
    }

    // An entry that goes would go for every other scene: the words are those that the page has for it.
    private static async Task SeeLapseAsync(IPage page, Site site)
    {
        await SeeAsync(page, site, "toelaten");
        await page.EvaluateAsync(
            """
            () => document.querySelector('main .answer__advice')
              .replaceChildren(document.getElementById('advies-woorden').content.querySelector('[data-soort=vervallen]').cloneNode(true))
            """);
    }

    private static async Task SeeBannersAsync(IPage page, Site site)
    {
        foreach (var (advice, conditions) in new[] { ("voorwaarden", Conditions), ("weigeren", null) })
        {
            var id = await MatchAsync(page, site);
            await NextAsync(page);
            await AdviseAsync(site, id, advice, conditions);
            await Expect(Banners(page).First.Locator(".advice")).ToHaveAttributeAsync("data-soort", advice);
            if (conditions is null)
            {
                return;
            }
        }
    }

    private static async Task LoseLineAsync(IPage page, Site site)
    {
        await MatchAsync(page, site);
        await page.Context.SetOfflineAsync(offline: true);
        await Expect(page.Locator("main .answer__advice")).ToContainTextAsync("+31");
    }

    private static async Task OpenPageAsync(IPage page, Site site, string? advice)
    {
        var id = await MatchAsync(page, site);
        if (advice is not null)
        {
            await AdviseAsync(site, id, advice, Conditions);
        }

        await page.GotoAsync($"/poort/advies/{id}");
        await page.WaitForSelectorAsync("main h1");
    }
}
