using Dapper;
using Meldpunt.Admin.QueryLog.Signals;
using Meldpunt.Service.Background;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>A page in one of its states.</summary>
internal sealed record Scene(string Name, string? UserName, Func<IPage, Site, Task> Play)
{
    private const int DiskFull = 13;

    /// <summary>Every page: empty, full and failing.</summary>
    public static IReadOnlyList<Scene> All { get; } =
    [
        new("aanmelden", UserName: null, (page, _) => page.GotoAsync("/aanmelden")),
        new("aanmelden-mislukt", UserName: null, FailToSignInAsync),
        .. FactorScenes.All,
        new("poort-leeg", "poort", (page, _) => page.GotoAsync("/poort")),
        new("poort-fouten", "poort", (page, _) => AskAsync(page, ("Zonderland", string.Empty, "31-2-1984"), "formulier")),
        new("poort-scan-fouten", "poort", (page, _) => ScanAsync(page, GatePage.Licence, "formulier")),
        new("poort-geen-match", "poort", (page, _) => AskAsync(page, GatePage.Stranger, "geen-match")),
        new("poort-match", "poort", (page, _) => AskAsync(page, GatePage.Registered, "match")),
        new("poort-match-scan", "poort", ScanDuringMatchAsync),
        .. AdvicePages.Scenes,
        new("poort-geen-antwoord", "poort", AskInVainAsync),
        .. LimitScenes.All,
        new("registraties-leeg", "leeg-bureau", (page, _) => page.GotoAsync("/registraties")),
        new("registraties", "veiligheid", (page, _) => page.GotoAsync("/registraties")),
        new("onbekenden-leeg", "leeg-bureau", (page, _) => page.GotoAsync("/onbekenden?na=00000000000000000000000000000001")),
        new("onbekenden", "veiligheid", UnidentifiedPage.ListAsync),
        new("onbekenden-nieuw", "veiligheid", (page, _) => page.GotoAsync("/onbekenden/nieuw")),
        new("onbekenden-nieuw-fouten", "veiligheid", UnidentifiedPage.FailToMakeAsync),
        new("onbekende-eigen", "veiligheid", (page, site) => UnidentifiedPage.OneAsync(page, site, "veiligheid")),
        new("onbekende-ander", "veiligheid", (page, site) => UnidentifiedPage.OneAsync(page, site, "veiligheid-oost")),
        new("onbekende-herkenning-fouten", "veiligheid", UnidentifiedPage.FailToRecogniseAsync),
        .. RegisterScenes.All,
        .. TerminalScenes.All,
        .. ChannelScenes.All,
        .. PeopleScenes.All,
        .. FigureScenes.All,
        new("bureau-leeg", "leeg-bureau", (page, _) => page.GotoAsync("/bureau")),
        new("bureau", DeskPages.Colleague, DeskPages.StartAsync),
        .. CaseScenes.All,
        new("instellingen", DeskPages.Officer, (page, _) => page.GotoAsync("/bureau/instellingen")),
        new("instellingen-alleen", "leeg-bureau", (page, _) => page.GotoAsync("/bureau/instellingen")),
        new("registratie", DeskPages.Officer, async (page, site) => await DeskPages.OpenAsync(page, (await DeskPages.BanAsync(site)).Id)),
        new("registratie-wacht", DeskPages.Colleague, async (page, site) => await DeskPages.OpenAsync(page, (await DeskPages.WaitingAsync(site)).Id)),
        new("registratie-fouten", DeskPages.Officer, DeskPages.FailAsync),
        new("registratie-ander-eerder", DeskPages.Officer, DeskPages.ComeSecondAsync),
        new("registratie-ingetrokken", DeskPages.Officer, DeskPages.SeeWithdrawnAsync),
        new("brief", DeskPages.Officer, (page, site) => DeskPages.LetterAsync(page, site, "soort=toegangsverbod")),
        new("brief-engels", DeskPages.Officer, (page, site) => DeskPages.LetterAsync(page, site, "soort=mededeling&taal=en")),
        new("logboek", "toezicht", ReadAFilledLogAsync),
        new("logboek-filterfout", "toezicht", (page, _) => page.GotoAsync("/logboek?referentie=17")),
        new("logboek-rood", "toezicht", ReadAFaultyLogAsync),
        new("logboek-leeg", "leeg-bureau", (page, _) => page.GotoAsync("/logboek")),
        new("signalen", "toezicht", ReadSignalsAsync),
        new("signalen-leeg", "toezicht", (page, _) => page.GotoAsync("/signalen?cursor=ICAw")),
        new("signalen-fout", "toezicht", (page, _) => page.GotoAsync("/signalen?over=wie")),
        new("inzage-vraag", "leeg-bureau", (page, _) => page.GotoAsync("/inzage")),
        new("inzage-fouten", "leeg-bureau", FailToInspectAsync),
        new("inzage-wacht", "veiligheid", (page, _) => InspectionPage.WaitAsync(page)),
        new("inzage-bevestig", "toezicht", InspectionPage.SeeRequestAsync),
        new("inzage-uitslag", "toezicht", InspectionPage.SeeResultAsync),
        new("regel", "toezicht", (page, _) => page.GotoAsync("/regel")),
        new("regel-woorden", "veiligheid", ReadTheWordsAsync),
        new("deelnemers", "beheer", (page, _) => page.GotoAsync("/deelnemers")),
        new("deelnemers-fouten", "beheer", FailToJoinAsync),
        new("deelnemer", "beheer", (page, _) => OpenParticipantAsync(page)),
        new("deelnemer-fouten", "beheer", FailToExcludeAsync),
        new("handelingen", "toezicht", (page, _) => page.GotoAsync("/handelingen")),
        new("handelingen-leeg", "leeg-bureau", (page, _) => page.GotoAsync("/handelingen")),
        new("sessies", "veiligheid", SessionPages.ListAsync),
        new("bevestig", UserName: null, SessionPages.ConfirmAsync),
        new("bevestig-fouten", UserName: null, SessionPages.FailToConfirmAsync),
        new("bevestigd", "toezicht", SessionPages.SeeConfirmedAsync),
        new("deelnemer-code", UserName: null, SessionPages.FailToExcludeAsync),
        new("fout-403", "poort", (page, _) => page.GotoAsync("/registreren")),
        new("fout-404", UserName: null, (page, _) => page.GotoAsync("/bestaat-niet")),
    ];

    public Task PlayAsync(IPage page, Site site) => Play(page, site);

    /// <summary>The same, in a language.</summary>
    public async Task PlayInAsync(string language, IPage page, Site site)
    {
        await page.Context.AddCookiesAsync([new Cookie { Name = "meldpunt-taal", Value = language, Url = site.Address }]);
        await Play(page, site);
    }

    private static async Task AskAsync(IPage page, (string Surname, string FirstNames, string BirthDate) visitor, string state)
    {
        var gate = new GatePage(page);
        await gate.GoAsync();
        await gate.AskAsync(visitor);
        await gate.ExpectAsync(state);
        if (string.Equals(state, "formulier", StringComparison.Ordinal))
        {
            await page.WaitForSelectorAsync("#voornamen-fout");
        }
    }

    private static async Task ScanAsync(IPage page, string zone, string state)
    {
        var gate = new GatePage(page);
        await gate.GoAsync();
        await gate.ScanAsync(zone);
        await gate.ExpectAsync(state);
        await page.WaitForSelectorAsync("[data-scan-fouten] p");
    }

    private static async Task ScanDuringMatchAsync(IPage page, Site site)
    {
        await AskAsync(page, GatePage.Registered, "match");
        await new GatePage(page).ScanAsync(GatePage.Card);
        await page.WaitForSelectorAsync("[data-eerst-bellen]:not(:empty)");
    }

    private static async Task AskInVainAsync(IPage page, Site site)
    {
        site.Installation.Writer.BeforeCommit = _ => throw new SqliteException("disk full", DiskFull);
        try
        {
            await AskAsync(page, GatePage.Stranger, "geen-antwoord");
        }
        finally
        {
            site.Installation.Writer.BeforeCommit = null;
        }
    }

    private static async Task FailToSignInAsync(IPage page, Site site)
    {
        await page.GotoAsync("/aanmelden");
        await page.FillAsync("#gebruikersnaam", "niemand");
        await page.FillAsync("#wachtwoord", "verkeerd");
        await page.PressAsync("#wachtwoord", "Enter");
        await page.WaitForSelectorAsync("[role=alert]");
    }

    // One of each kind, once for all scenes of a site.
    private static async Task ReadSignalsAsync(IPage page, Site site)
    {
        var store = new SignalStore(site.Installation.Database, site.Installation.Writer);
        if (store.List(beforeId: null, count: 1).Count == 0)
        {
            var gate = site.Installation.Accounts.FindByName("poort")!;
            var first = new DateTimeOffset(2026, 11, 20, 19, 15, 3, TimeSpan.Zero);
            var signals = Enum.GetValues<SignalKind>().Select(kind => new Signal
            {
                Kind = kind,
                AccountId = gate.Id,
                ParticipantId = gate.ParticipantId!.Value,
                FirstAt = first,
                LastAt = first.AddMinutes(16),
                Count = 12 * (int)kind,
                FirstSeq = 1,
                LastSeq = 900,
            });
            await store.SaveAsync([.. signals], doneSeq: store.ReadCursor());
        }

        await page.GotoAsync("/signalen");
        await page.WaitForSelectorAsync("tbody tr");
    }

    private static async Task ReadTheWordsAsync(IPage page, Site site)
    {
        await page.GotoAsync("/regel");
        await page.ClickAsync("details summary");
    }

    private static async Task ReadAFilledLogAsync(IPage page, Site site)
    {
        await InspectionPage.AskAtGateAsync(page, site);
        await page.GotoAsync("/logboek");
        await page.WaitForSelectorAsync("tbody tr");
    }

    // Another name in the log's own row is found, stops nothing, and is put back.
    private static async Task ReadAFaultyLogAsync(IPage page, Site site)
    {
        var watch = site.Part<LogWatch>();
        await RenameAsync("other/");
        await page.GotoAsync("/logboek");
        await RenameAsync(string.Empty);

        async Task RenameAsync(string before)
        {
            await using (var connection = site.Installation.Database.Open())
            {
                await connection.ExecuteAsync("UPDATE log_identity SET origin = @origin", new { origin = before + site.Installation.LogIdentity.Origin });
            }

            await watch.LookAsync(CancellationToken.None);
        }
    }

    private static async Task FailToInspectAsync(IPage page, Site site)
    {
        await page.GotoAsync("/inzage");
        await page.FillAsync("[id='persoon.achternaam']", "Kwikzilver");
        await page.FillAsync("[id='persoon.geboortedatum']", "12/3/84");
        await page.ClickAsync(InspectionPage.AskButton);
        await page.WaitForSelectorAsync("[role=alert]");
    }

    private static async Task FailToJoinAsync(IPage page, Site site)
    {
        await page.GotoAsync("/deelnemers");
        await page.FillAsync("#naam", "Garage Nieuw");
        await page.ClickAsync("main .step button");
        await page.WaitForSelectorAsync(".field__fault");
    }

    private static async Task OpenParticipantAsync(IPage page)
    {
        await page.GotoAsync("/deelnemers");
        await page.ClickAsync(".card a >> nth=0");
        await page.WaitForSelectorAsync("#handelingen");
    }

    private static async Task FailToExcludeAsync(IPage page, Site site)
    {
        await OpenParticipantAsync(page);
        await page.ClickAsync("summary >> nth=1");
        await page.ClickAsync("details[open] button");
        await page.WaitForSelectorAsync(".field__fault");
    }
}
