using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Terminals;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Location = Meldpunt.Admin.Participants.Location;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>Terminals, with those who put them there and those who work on them.</summary>
internal static class TerminalScenes
{
    /// <summary>The desk whose terminals they are.</summary>
    public const string Desk = "veiligheid-leeuw";

    /// <summary>A PIN that nobody would try first.</summary>
    public const string Pin = "402917";

    private const string Number = "2041";
    private const int DiskFull = 13;

    /// <summary>The pages of a terminal and of the desk that has it, in every state.</summary>
    public static IReadOnlyList<Scene> All { get; } =
    [
        new("terminals-leeg", "leeg-bureau", (page, _) => page.GotoAsync("/terminals")),
        new("terminals", Desk, ListAsync),
        new("terminals-code", Desk, async (page, site) => await AddByPageAsync(page, site, "Kassa nieuw")),
        new("terminals-fouten", Desk, FailToAddAsync),
        new("terminal-leeg", UserName: null, (page, _) => page.GotoAsync("/terminal")),
        new("terminal-fout", UserName: null, FailToEnrolAsync),
        new("terminal-is", UserName: null, (page, site) => EnrolAsync(page, site, "Kassa beeld 1")),
        new("terminal-beeindigd", UserName: null, LoseAsync),
        new("terminal-aanmelden", UserName: null, (page, site) => OpenSignInAsync(page, site, "Kassa beeld 2")),
        new("terminal-aanmelden-mislukt", UserName: null, FailToSignInAsync),
        new("terminal-aanmelden-afgemeld", UserName: null, SeeThatItWasUnsentAsync),
        new("terminal-wachtwoord", UserName: null, TakeTheOtherWayAsync),
        new("terminal-pin", UserName: null, (page, site) => OpenPinAsync(page, site, "Kassa beeld 5")),
        new("terminal-pin-fouten", UserName: null, FailToChooseAsync),
        new("terminal-pin-elders", UserName: null, (page, _) => page.GotoAsync("/terminal/pin")),
        new("poort-terminal", UserName: null, (page, site) => WorkAsync(page, site, "Kassa beeld 7")),
        new("poort-terminal-geen-antwoord", UserName: null, AskInVainAsync),
    ];

    /// <summary>A terminal that waits, in place of one that the desk called the same.</summary>
    public static async Task<TerminalCode> AddAsync(Site site, string label)
    {
        await EndAsync(site, label);
        var code = await site.Installation.Terminals.AddAsync(Officers.Of(site, Desk), PlaceOf(site).Id, label);
        site.Installation.Directory.Refresh();
        return code;
    }

    /// <summary>The desk adds a terminal by its page; returns the code that it shows.</summary>
    public static async Task<string> AddByPageAsync(IPage page, Site site, string label)
    {
        await EndAsync(site, label);
        await page.GotoAsync("/terminals");
        await page.FillAsync("#naam", label);
        await page.SelectOptionAsync("#locatie", new SelectOptionValue { Label = PlaceOf(site).Name });
        await page.PressAsync("#locatie", "Tab");
        await page.Keyboard.PressAsync("Enter");
        return await page.InnerTextAsync(".once");
    }

    /// <summary>This browser becomes a terminal; not by its page, because a code is typed a limited number of times a minute and there are many scenes.</summary>
    public static async Task EnrolAsync(IPage page, Site site, string label)
    {
        var added = await AddAsync(site, label);
        var enrolled = await site.Installation.Terminals.EnrolAsync(added.Code, certificateHash: null, _ => true);
        site.Installation.Directory.Refresh();
        await page.Context.AddCookiesAsync([new Cookie { Name = "meldpunt-terminal", Value = enrolled!.Secret, Url = site.Address, HttpOnly = true }]);
        await page.GotoAsync("/terminal");
    }

    /// <summary>Somebody with a number and a code, who has no PIN yet.</summary>
    public static async Task<(Account Account, string Code)> InviteAsync(Site site, string userName, string number)
    {
        var wanted = new NewAccount
        {
            UserName = userName,
            Role = Role.Gate,
            ParticipantId = PlaceOf(site).ParticipantId,
            LocationId = site.Installation.Directory.LocationsOf(PlaceOf(site).ParticipantId).Last().Id,
            StaffNumber = number,
        };
        var (account, code) = await site.Installation.AccountDesk.InviteAsync(Officers.Of(site, Desk), wanted);
        site.Installation.Directory.Refresh();
        return (account, code!);
    }

    /// <summary>Somebody signs in on a terminal by the keyboard alone: number, Enter, PIN, Enter.</summary>
    public static async Task ComeInAsync(IPage page, string number, string pin = Pin)
    {
        await Assertions.Expect(page.Locator("#personeelsnummer")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(number);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#pin")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(pin);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#achternaam")).ToBeFocusedAsync();
    }

    /// <summary>The gate page of somebody on a terminal.</summary>
    public static async Task WorkAsync(IPage page, Site site, string label)
    {
        await HireAsync(site);
        await OpenSignInAsync(page, site, label);
        await ComeInAsync(page, Number);
    }

    // Where a terminal stands: not where the accounts usually do, so that the difference shows.
    private static Location PlaceOf(Site site) =>
        site.Installation.Directory.LocationsOf(Officers.Of(site, Desk).Participant!.Id).First();

    private static async Task HireAsync(Site site)
    {
        if (site.Installation.Accounts.FindByStaffNumber(PlaceOf(site).ParticipantId, Number) is null)
        {
            var (account, code) = await InviteAsync(site, "poort-" + Number, Number);
            await site.Installation.Pins.ChooseAsync(site.Installation.Directory.FindByAccount(account.Id, account.SecurityStamp)!, code, PasswordHash.Create(Pin));
            site.Installation.Directory.Refresh();
        }
    }

    private static async Task EndAsync(Site site, string label)
    {
        var desk = Officers.Of(site, Desk);
        foreach (var terminal in site.Installation.Terminals.List(desk.Participant!.Id).Where(found => string.Equals(found.Label, label, StringComparison.Ordinal)))
        {
            await site.Installation.Terminals.EndAsync(desk, terminal.Id);
        }

        site.Installation.Directory.Refresh();
    }

    private static async Task OpenSignInAsync(IPage page, Site site, string label)
    {
        await EnrolAsync(page, site, label);
        await page.GotoAsync("/aanmelden");
    }

    private static async Task ListAsync(IPage page, Site site)
    {
        await AddAsync(site, "Kassa 3");
        if (!site.Installation.Terminals.List(PlaceOf(site).ParticipantId).Any(terminal => terminal is { EnrolledAt: not null, EndedAt: null, Label: "Kassa 1" }))
        {
            var added = await AddAsync(site, "Kassa 1");
            await site.Installation.Terminals.EnrolAsync(added.Code, certificateHash: null, _ => true);
            await site.Installation.Terminals.NoteSignInAsync(added.Terminal.Id);
        }

        await page.GotoAsync("/terminals");
    }

    private static async Task FailToAddAsync(IPage page, Site site)
    {
        await page.GotoAsync("/terminals");
        await page.FillAsync("#naam", new string('x', TerminalStore.MaxLabelLength + 1));
        await page.PressAsync("#naam", "Enter");
        await page.WaitForSelectorAsync(".field__fault");
    }

    private static async Task FailToEnrolAsync(IPage page, Site site)
    {
        await page.GotoAsync("/terminal");
        await page.FillAsync("#code", "ABCD-ABCD");
        await page.PressAsync("#code", "Enter");
        await page.WaitForSelectorAsync("[role=alert]");
    }

    private static async Task LoseAsync(IPage page, Site site)
    {
        await EnrolAsync(page, site, "Kassa beeld 3");
        await EndAsync(site, "Kassa beeld 3");
        await page.GotoAsync("/aanmelden");
    }

    private static async Task FailToSignInAsync(IPage page, Site site)
    {
        await OpenSignInAsync(page, site, "Kassa beeld 4");
        await page.FillAsync("#personeelsnummer", "9");
        await page.FillAsync("#pin", "111222");
        await page.PressAsync("#pin", "Enter");
        await page.WaitForSelectorAsync("[role=alert]");
    }

    private static async Task SeeThatItWasUnsentAsync(IPage page, Site site)
    {
        await EnrolAsync(page, site, "Kassa beeld 9");
        await page.GotoAsync("/aanmelden?reden=afgemeld");
    }

    private static async Task TakeTheOtherWayAsync(IPage page, Site site)
    {
        await OpenSignInAsync(page, site, "Kassa beeld 10");
        await page.ClickAsync("a[href*=wachtwoord]");
        await page.WaitForSelectorAsync("#gebruikersnaam");
    }

    private static async Task OpenPinAsync(IPage page, Site site, string label)
    {
        await EnrolAsync(page, site, label);
        await page.GotoAsync("/terminal/pin");
    }

    private static async Task FailToChooseAsync(IPage page, Site site)
    {
        await OpenPinAsync(page, site, "Kassa beeld 6");
        await page.FillAsync("#personeelsnummer", Number);
        await page.FillAsync("#nieuwePin", "123456");
        await page.FillAsync("#nogmaals", "654321");
        await page.PressAsync("#nogmaals", "Enter");
        await page.WaitForSelectorAsync(".field__fault");
    }

    private static async Task AskInVainAsync(IPage page, Site site)
    {
        await site.Installation.Participants.SetEmergencyTextAsync(
            Officers.Of(site, Desk), PlaceOf(site).ParticipantId, "Laat de bezoeker door.\nSchrijf kenteken en tijd op het formulier in de la.\nBel na afloop de beveiliging.");
        site.Installation.Directory.Refresh();
        await WorkAsync(page, site, "Kassa beeld 8");
        site.Installation.Writer.BeforeCommit = _ => throw new SqliteException("disk full", DiskFull);
        try
        {
            var gate = new GatePage(page);
            await gate.AskAsync(GatePage.Stranger);
            await gate.ExpectAsync("geen-antwoord");
        }
        finally
        {
            site.Installation.Writer.BeforeCommit = null;
        }
    }
}
