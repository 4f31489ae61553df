using System.Globalization;
using System.Reflection;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

public sealed class RegisterTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const string BirthDate = RegistrationFields.Person + "." + PersonFields.BirthDate;

    private static DateOnly Today => DutchCalendar.Today(TimeProvider.System);

    // For each refusal, what must change in a good form to meet it.
    private static Dictionary<Fault, (string Field, string Value)[]> WaysToBeRefused => new()
    {
        [Refusals.BanNeedsEarlierWarningOrReportedCrime] = [(RegistrationFields.Kind, "toegangsverbod")],
        [Refusals.EvidenceMustBeInTheFile] = [(RegistrationFields.EvidenceInFile, "nee")],
        [Refusals.NoticeNeedsItsDate] = [(RegistrationFields.NoticeDate, string.Empty)],
        [Refusals.NoNoticeNeedsAReason] = [(RegistrationFields.NoticeKind, "uitgesteld"), (RegistrationFields.NoticeDate, string.Empty)],
        [Refusals.EndsWithinTwelveMonthsOfIncident] = [(RegistrationFields.LastDay, Day(Today.AddYears(2)))],
        [Refusals.EndNotBeforeStart] = [(RegistrationFields.LastDay, Day(Today.AddDays(-20)))],
        [Refusals.EndNotInThePast] = [(RegistrationFields.LastDay, Day(Today.AddDays(-1)))],
        [Refusals.StartNotBeforeIncident] = [(RegistrationFields.FirstDay, Day(Today.AddDays(-9)))],
        [Refusals.IncidentNotInTheFuture] = [(RegistrationFields.IncidentDate, Day(Today.AddDays(3)))],
        [Refusals.NoticeNotInTheFuture] = [(RegistrationFields.NoticeDate, Day(Today.AddDays(3)))],
        [Refusals.NoticeNotBeforeIncident] = [(RegistrationFields.NoticeDate, Day(Today.AddDays(-30)))],
        [Refusals.BornBeforeTheIncident] = [(BirthDate, Day(Today)), (RegistrationFields.IncidentDate, Day(Today.AddDays(-1)))],
    };

    [Fact]
    public async Task A_person_registered_by_the_form_matches_at_the_gate_of_another_garage()
    {
        var page = await OpenAsync("veiligheid");
        await page.GotoAsync("/registraties");
        await page.ClickAsync("text=Registreer een persoon");
        await FillAsync(page, []);
        await page.ClickAsync("text=Registreer >> nth=-1");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("De registratie is gemaakt");
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("Kwikzilver, Hilde");
        Assert.DoesNotContain("wikzilver", page.Url, StringComparison.OrdinalIgnoreCase);

        var gate = new GatePage(await OpenAsync("poort"));
        await gate.GoAsync();
        await gate.AskAsync(("Kwikzilver", "Hilde", "4 mei 1991"));
        await gate.ExpectAsync("match");
    }

    [Fact]
    public async Task Every_refusal_stands_at_its_field_and_the_typed_text_stays()
    {
        var all = typeof(Refusals).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => (Fault)property.GetValue(null)!);
        Assert.Equal(
            all.Select(refusal => refusal.Code).Order(StringComparer.Ordinal),
            WaysToBeRefused.Keys.Select(refusal => refusal.Code).Order(StringComparer.Ordinal));
        var page = await OpenAsync("veiligheid");
        foreach (var (refusal, changes) in WaysToBeRefused)
        {
            await page.GotoAsync("/registreren");
            await FillAsync(page, changes);
            await page.ClickAsync("main button");
            var isAboutAPastOrFuture = string.Equals(refusal.Code, "toekomst", StringComparison.Ordinal);
            await Expect(Named(page, refusal.Field + "-fout")).ToContainTextAsync(isAboutAPastOrFuture ? "Deze datum ligt in de toekomst." : refusal.Message);
            await Expect(page.Locator(".notice--fault a[href^='#" + refusal.Field + "']").First).ToBeVisibleAsync();
            await Expect(Named(page, RegistrationFields.Weighing)).ToHaveValueAsync("Herhaald schade gemaakt.");
        }
    }

    [Fact]
    public async Task An_empty_form_tells_everything_that_is_missing_and_each_link_leads_to_its_field()
    {
        var page = await OpenAsync("veiligheid");
        await page.GotoAsync("/registreren");
        await page.ClickAsync("main button");
        var links = page.Locator(".notice--fault a");
        await Expect(links).ToHaveCountAsync(12);
        foreach (var link in await links.AllAsync())
        {
            var target = (await link.GetAttributeAsync("href"))![1..];
            await link.ClickAsync();
            await Expect(Named(page, target)).ToBeFocusedAsync();
        }
    }

    [Fact]
    public async Task A_desk_sees_only_its_own_registrations()
    {
        var page = await OpenAsync("veiligheid-oost");
        await page.GotoAsync("/registraties");
        var participant = Site.Installation.Directory.Participants.Single(candidate => candidate.Name.Contains("Oosterpoort", StringComparison.Ordinal));
        var own = Site.Installation.Entries.List(participant.Id, Today, after: null, count: 51).Take(50).Select(entry => entry.FileReference);
        Assert.Equal(own, await page.Locator("tbody td:last-child").AllInnerTextsAsync());
    }

    private static async Task FillAsync(IPage page, (string Field, string Value)[] changes)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [RegistrationFields.Person + "." + PersonFields.Surname] = "Kwikzilver",
            [RegistrationFields.Person + "." + PersonFields.FirstNames] = "Hilde",
            [BirthDate] = "4-5-1991",
            [RegistrationFields.Kind] = "waarschuwing",
            [RegistrationFields.IncidentDate] = Day(Today.AddDays(-5)),
            [RegistrationFields.FileReference] = "D-77",
            [RegistrationFields.Crime] = "nee",
            [RegistrationFields.CrimeReported] = "nee",
            [RegistrationFields.EvidenceInFile] = "ja",
            [RegistrationFields.Weighing] = "Herhaald schade gemaakt.",
            [RegistrationFields.FirstDay] = Day(Today),
            [RegistrationFields.LastDay] = Day(Today.AddMonths(6)),
            [RegistrationFields.NoticeKind] = "uitgereikt",
            [RegistrationFields.NoticeDate] = Day(Today),
        };
        foreach (var (field, value) in changes)
        {
            fields[field] = value;
        }

        foreach (var (field, value) in fields)
        {
            var choice = page.Locator($"input[type=radio][name='{field}'][value='{value}']");
            if (await choice.CountAsync() > 0)
            {
                await choice.CheckAsync();
            }
            else
            {
                await Named(page, field).FillAsync(value);
            }
        }
    }

    private static ILocator Named(IPage page, string id) => page.Locator($"[id='{id}']");

    private static string Day(DateOnly day) => day.ToString("d-M-yyyy", CultureInfo.InvariantCulture);
}
