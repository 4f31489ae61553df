using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>The pages by which people get in, and those of who looks after them.</summary>
internal static class PeopleScenes
{
    public const string Desk = "veiligheid-leeuw";

    public static IReadOnlyList<Scene> All { get; } =
    [
        new("uitnodiging", UserName: null, (page, _) => page.GotoAsync("/uitnodiging")),
        new("uitnodiging-mislukt", UserName: null, (page, _) => TypeCodeAsync(page, "ABCD-EFGH")),
        new("uitnodiging-wachtwoord", UserName: null, ChooseAsync),
        new("uitnodiging-fouten", UserName: null, FailToChooseAsync),
        new("medewerkers", Desk, ListAsync),
        new("medewerkers-beheer", "beheer", (page, _) => page.GotoAsync("/medewerkers")),
        new("medewerkers-uitgenodigd", Desk, InviteAsync),
        new("medewerkers-fouten", Desk, FailToInviteAsync),
        new("medewerker", Desk, OpenAsync),
        new("medewerker-systeem", Desk, TokenAsync),
        new("medewerker-eigen", Desk, (page, site) => page.GotoAsync($"/medewerkers/{site.Installation.Accounts.FindByName(Desk)!.Id}")),
        new("medewerker-laatste", "beheer", EndLastAsync),
        new("wachtwoord", "toezicht", (page, _) => page.GotoAsync("/account/wachtwoord")),
        new("wachtwoord-fouten", "toezicht", FailToChangeAsync),
    ];

    /// <summary>An invitation of a person at the gate of the demo's first garage; a new name every time.</summary>
    public static async Task<(Account Account, string Code)> InviteAsync(Site site, AccountKind kind = AccountKind.Person)
    {
        var gate = site.Installation.Accounts.FindByName("poort")!;
        var (account, code) = await site.Installation.AccountDesk.InviteAsync(Caller.CommandLine, new NewAccount
        {
            UserName = $"p.jansen-{TypedCode.Create()[..9]}",
            Role = Role.Gate,
            Kind = kind,
            ParticipantId = gate.ParticipantId,
            LocationId = gate.LocationId,
        });
        site.Installation.Directory.Refresh();
        return (account, code ?? string.Empty);
    }

    public static async Task TypeCodeAsync(IPage page, string code)
    {
        await page.GotoAsync("/uitnodiging");
        await page.FillAsync("#code", code);
        await page.PressAsync("#code", "Enter");
        await page.WaitForSelectorAsync("[role=alert], #wachtwoord");
    }

    private static async Task ChooseAsync(IPage page, Site site) => await TypeCodeAsync(page, (await InviteAsync(site)).Code);

    private static async Task FailToChooseAsync(IPage page, Site site)
    {
        await ChooseAsync(page, site);
        await page.FillAsync("#wachtwoord", "welkom1");
        await page.PressAsync("#wachtwoord", "Enter");
        await page.WaitForSelectorAsync(".field__fault");
    }

    private static async Task ListAsync(IPage page, Site site)
    {
        await InviteAsync(site);
        await page.GotoAsync("/medewerkers");
    }

    private static async Task InviteAsync(IPage page, Site site)
    {
        await page.GotoAsync("/medewerkers");
        await page.FillAsync("#gebruikersnaam", $"p.jansen-{TypedCode.Create()[..9]}");
        await page.ClickAsync("#rol-0");
        await page.SelectOptionAsync("#locatie", new SelectOptionValue { Index = 1 });
        await page.ClickAsync("main .step button");
        await page.WaitForSelectorAsync(".once");
    }

    private static async Task FailToInviteAsync(IPage page, Site site)
    {
        await page.GotoAsync("/medewerkers");
        await page.FillAsync("#gebruikersnaam", "met spatie");
        await page.ClickAsync("#rol-0");
        await page.ClickAsync("main .step button");
        await page.WaitForSelectorAsync(".field__fault");
    }

    private static async Task OpenAsync(IPage page, Site site) => await page.GotoAsync($"/medewerkers/{(await InviteAsync(site)).Account.Id}");

    private static async Task TokenAsync(IPage page, Site site)
    {
        var system = (await InviteAsync(site, AccountKind.System)).Account;
        await page.GotoAsync($"/medewerkers/{system.Id}");
        await page.FillAsync("#label", "slagboom 2");
        await page.PressAsync("#label", "Enter");
        await page.WaitForSelectorAsync(".once");
    }

    private static async Task EndLastAsync(IPage page, Site site)
    {
        await page.GotoAsync($"/medewerkers/{site.Installation.Accounts.FindByName("leeg-bureau")!.Id}");
        await page.ClickAsync("[aria-labelledby=einde] button");
        await page.WaitForSelectorAsync("[role=alert]");
    }

    private static async Task FailToChangeAsync(IPage page, Site site)
    {
        await page.GotoAsync("/account/wachtwoord");
        await page.FillAsync("#wachtwoord", "Welkom2026!!");
        await page.PressAsync("#wachtwoord", "Enter");
        await page.WaitForSelectorAsync(".field__fault");
    }
}
