using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.QueryLog.Budgets;
using Meldpunt.Admin.Register;
using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>The pages of limits and of persons who do not exist.</summary>
internal static class LimitScenes
{
    // Nobody twice: whom somebody asked about a moment ago costs nothing.
    private static int _people;

    private static readonly Budget One = new(BudgetScope.Person, BudgetSpan.Rush, AtOnce: 1, PerHour: 1);

    public static IReadOnlyList<Scene> All { get; } =
    [
        new("poort-te-veel", "poort", AskTooManyAsync),
        new("grenzen", "beheer", (page, _) => page.GotoAsync("/grenzen")),
        new("grenzen-fouten", "beheer", FailToChangeAsync),
        new("lokpersonen", "toezicht", ListAsync),
        new("lokpersonen-fouten", "toezicht", FailAsync),
    ];

    /// <summary>Asks until the page of the gate says that it was too much, with budgets of one, which are put back.</summary>
    public static async Task AskTooManyAsync(IPage page, Site site)
    {
        var before = site.Installation.Budgets.Read()[BudgetScope.Person, BudgetSpan.Rush];
        await LimitAsync(site, One);
        try
        {
            var gate = new GatePage(page);
            await gate.GoAsync();
            for (var turn = 0; turn < 3; turn++)
            {
                var day = DateOnly.FromDayNumber(710_000 + (400 * Interlocked.Increment(ref _people)));
                await gate.AskAsync(("Vogelenzang", "Anna", day.ToString("dd-MM-yyyy", System.Globalization.CultureInfo.InvariantCulture)));
                await page.WaitForSelectorAsync("main[data-toestand='te-veel'], main[data-toestand='geen-match']");
                if (await page.GetAttributeAsync("main", "data-toestand") is "te-veel")
                {
                    return;
                }

                await gate.GoAsync();
            }
        }
        finally
        {
            await LimitAsync(site, before);
        }

        throw new InvalidOperationException("Three new persons with a budget of one were all answered.");
    }

    /// <summary>Sets a budget and waits until it holds.</summary>
    public static async Task LimitAsync(Site site, Budget budget)
    {
        await site.Installation.Budgets.ChangeAsync(Caller.CommandLine, [budget]);
        for (var turn = 0; turn < 100 && site.Part<QueryBudgets>().Sheet[budget.Scope, budget.Span] != budget; turn++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    /// <summary>The page with one person who does not exist.</summary>
    public static async Task ListAsync(IPage page, Site site)
    {
        if (site.Installation.Honey.All.Count == 0)
        {
            var officer = site.Installation.HoneyDesk.Officers()[0];
            var auditor = site.Installation.Directory.Accounts.First(account => account.Role == Role.Oversight);
            var day = DateOnly.FromDateTime(site.Time.GetUtcNow().UtcDateTime).AddDays(-2);
            var made = await site.Installation.HoneyDesk.MakeAsync(
                new Caller { AccountId = auditor.Id, UserName = auditor.UserName, Role = Role.Oversight }, officer.AccountId, Invented(day), []);
            Assert.Empty(made.Faults);
        }

        await page.GotoAsync("/lokpersonen");
    }

    private static async Task FailToChangeAsync(IPage page, Site site)
    {
        await page.GotoAsync("/grenzen?grens=locatie-spits");
        await page.FillAsync("#ineens", "veel");
        await page.FillAsync("#perUur", "4.800");
        await page.PressAsync("#perUur", "Enter");
        await page.WaitForSelectorAsync(".field__fault");
    }

    private static async Task FailAsync(IPage page, Site site)
    {
        await page.GotoAsync("/lokpersonen");
        await page.FillAsync("[name='persoon.achternaam']", "Vogelenzang");
        await page.PressAsync("[name='persoon.achternaam']", "Enter");
        await page.WaitForSelectorAsync("[role=alert]");
    }

    private static RegistrationInput Invented(DateOnly day)
    {
        static string Text(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        return new RegistrationInput
        {
            Kind = "waarschuwing",
            Person = new PersonInput { Surname = "Roodenrijs", FirstNames = "Balthasar", BirthDate = "1979-11-02" },
            FirstDay = Text(day),
            LastDay = Text(day.AddMonths(12)),
            FileReference = "2026-118",
            IncidentDate = Text(day),
            Crime = false,
            CrimeReported = false,
            EvidenceInFile = true,
            Weighing = "Derde keer overlast in een maand.",
            NoticeKind = "onmogelijk",
            NoticeReason = "Geen adres bekend.",
        };
    }
}
