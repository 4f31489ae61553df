using System.Globalization;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;
using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>Entries in each state for the pages of a security desk with two officers, and what those do on the pages.</summary>
internal static class DeskPages
{
    public const string Officer = "veiligheid-leeuw";
    public const string Colleague = "veiligheid-leeuw-2";
    public const string Stranger = "veiligheid-oost";

    private const string Restricted = "Zandstra";
    private const string Deferred = "Uitsteller";

    /// <summary>An act's form on the page of an entry.</summary>
    public static ILocator Form(IPage page, string act) => page.Locator($"form[action$='handeling={act}']");

    /// <summary>The page of an entry.</summary>
    public static Task OpenAsync(IPage page, OpaqueId id) => page.GotoAsync($"/registraties/{id}");

    /// <summary>A ban of the one officer that waits for the other.</summary>
    public static Task<Entry> WaitingAsync(Site site, string surname = "Bevestigman") => EntryAsync(site, surname, isBan: true);

    /// <summary>A ban that both agreed on.</summary>
    public static async Task<Entry> BanAsync(Site site, string surname = "Verbodstra")
    {
        var entry = await EntryAsync(site, surname, isBan: true);
        return entry.State == EntryState.AwaitsConfirmation ? Done(await site.Installation.Desk.ConfirmAsync(Of(site, Colleague), entry.Id, entry.Version)) : entry;
    }

    public static Task<Entry> WarningAsync(Site site, string surname = "Waarschuwma") => EntryAsync(site, surname, isBan: false);

    /// <summary>The first page of a desk, with something in every list.</summary>
    public static async Task StartAsync(IPage page, Site site)
    {
        await WaitingAsync(site);
        var restricted = await WarningAsync(site, Restricted);
        if (restricted.State == EntryState.Active)
        {
            Done(await site.Installation.Desk.RestrictAsync(Of(site, Officer), restricted.Id, "De persoon zegt een ander te zijn; wij zoeken dat uit.", restricted.Version));
        }

        await EntryAsync(site, Deferred, isBan: false, days: 350);
        await page.GotoAsync("/bureau");
        await page.WaitForSelectorAsync(".work li");
    }

    /// <summary>A form of an entry sent with nothing in it.</summary>
    public static async Task FailAsync(IPage page, Site site)
    {
        await OpenAsync(page, (await BanAsync(site)).Id);
        await page.ClickAsync("#incident summary");
        await Form(page, "incident").Locator("button").ClickAsync();
        await page.WaitForSelectorAsync("[role=alert]");
    }

    /// <summary>Somebody else is first while the page is open.</summary>
    public static async Task ComeSecondAsync(IPage page, Site site)
    {
        var warning = await WarningAsync(site, "Tweedema");
        await OpenAsync(page, warning.Id);
        Done(await site.Installation.Desk.TellAsync(Of(site, Colleague), warning.Id, Told(), version: null, []));
        await page.ClickAsync("#intrekken summary");
        await Form(page, "intrekken").Locator("input[type=radio]").First.CheckAsync();
        await Form(page, "intrekken").Locator("button").ClickAsync();
        await page.WaitForSelectorAsync("#ander");
    }

    /// <summary>An entry that was withdrawn.</summary>
    public static async Task SeeWithdrawnAsync(IPage page, Site site)
    {
        var warning = await WarningAsync(site, "Intrekstra");
        Done(await site.Installation.Desk.WithdrawAsync(Of(site, Officer), warning.Id, EntryTerms.Grounds[0], warning.Version));
        await OpenAsync(page, warning.Id);
    }

    /// <summary>The letter of an entry, with a letterhead.</summary>
    public static async Task LetterAsync(IPage page, Site site, string choice)
    {
        await page.GotoAsync($"/registraties/{(await BanAsync(site)).Id}/brief?{choice}");
        await page.WaitForSelectorAsync(".letter");
    }

    public static Caller Of(Site site, string userName)
    {
        var account = site.Installation.Accounts.FindByName(userName)!;
        return site.Installation.Directory.FindByAccount(account.Id, account.SecurityStamp)!;
    }

    private static NoticeInput Told() => new() { Kind = "uitgereikt", Day = Day(DutchCalendar.Today(TimeProvider.System)) };

    // Once for all scenes of a site.
    private static async Task<Entry> EntryAsync(Site site, string surname, bool isBan, int days = 20)
    {
        const int Enough = 200;
        var officer = Of(site, Officer);
        var today = DutchCalendar.Today(TimeProvider.System);
        var known = site.Installation.Entries.List(officer.Participant!.Id, today, after: null, Enough)
            .FirstOrDefault(entry => string.Equals(entry.Person?.Surname, surname, StringComparison.Ordinal));
        return known ?? Done(await site.Installation.Registrar.RegisterAsync(officer, Input(surname, isBan, today, today.AddDays(-days)), []));
    }

    private static RegistrationInput Input(string surname, bool isBan, DateOnly today, DateOnly incident)
    {
        var isDeferred = string.Equals(surname, Deferred, StringComparison.Ordinal);
        return new RegistrationInput
        {
            Kind = isBan ? "toegangsverbod" : "waarschuwing",
            Person = new PersonInput
            {
                Surname = surname,
                Prefix = "van den",
                FirstNames = "Petronella Maria",
                BirthDate = BirthDateOf(surname),
                Birthplace = "Enkhuizen",
                Address = "Nieuwezijds Voorburgwal 147 bis",
                Postcode = "1012 RJ",
            },
            FirstDay = Day(incident),
            LastDay = Day(incident.AddMonths(12)),
            FileReference = "L-2026-0147",
            IncidentDate = Day(incident),
            Crime = isBan,
            CrimeReported = isBan,
            EvidenceInFile = true,
            Weighing = "Voor de tweede keer in een jaar op dezelfde plek; de schade is groot en er is geen begin van herstel. Geen verzachtende omstandigheden bekend.",
            NoticeKind = isDeferred ? "uitgesteld" : "uitgereikt",
            NoticeDate = isDeferred ? null : Day(incident),
            NoticeReason = isDeferred ? "De recherche vraagt te wachten." : null,
            RemindOn = isDeferred ? Day(today.AddDays(7)) : null,
        };
    }

    // Each surname has one of its own, so that nobody is taken for somebody else.
    private static string BirthDateOf(string surname)
    {
        const int First = 1950;
        const int Years = 50;
        const int Months = 12;
        var sum = surname.Select((letter, place) => letter * (place + 1)).Sum();
        return string.Create(CultureInfo.InvariantCulture, $"{First + (sum % Years)}-{(sum % Months) + 1:00}-{surname.Length + 1:00}");
    }

    private static Entry Done(EntryResult result)
    {
        Assert.True(result.Succeeded, string.Join(", ", result.Faults.Select(fault => $"{fault.Field} {fault.Code}")));
        return result.Entry;
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
