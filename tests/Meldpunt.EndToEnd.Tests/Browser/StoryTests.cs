using Meldpunt.Admin.Access;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Register;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Meldpunt.Service.Pages.Registering;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

/// <summary>The protocol as people live through it, from a warning to the day on which nothing is left, in the browsers of all of them.</summary>
public sealed class StoryTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const string GarageA = "veiligheid-oost";
    private const string GarageB = "veiligheid-leeuw";
    private const string SecondOfficerB = "veiligheid-leeuw-2";
    private const string GateC = "poort-haven";
    private static readonly (string Surname, string FirstNames, string BirthDate) Person = ("Storyteller", "Willemijn", "7-8-1982");
    private static readonly (string Surname, string FirstNames, string BirthDate) Other = ("Alleenwaarschuwing", "Karel", "9-10-1975");

    private DateOnly Today => DutchCalendar.Today(Site.Time);

    [Fact]
    public async Task A_warning_a_second_incident_a_ban_a_garage_that_leaves_and_thirteen_months_later_nothing()
    {
        await KeepPermitsRunningAsync();

        // Garage A warns two people.
        await RegisterAsync(GarageA, Person, "waarschuwing");
        await RegisterAsync(GarageA, Other, "waarschuwing");
        await ExpectAtGateAsync(Other, "match");

        // Half a year later: a second incident, at garage B. The form knows, and proposes the ban.
        Site.Time.Pass(TimeSpan.FromDays(180));
        var officer = await SignInAsync(GarageB);
        var register = new RegisterPage(officer);
        await register.GoAsync();
        await register.WhoAsync(Person.Surname, Person.FirstNames, Person.BirthDate);
        await Expect(officer.Locator("h1")).ToHaveTextAsync("Deze persoon kreeg al een waarschuwing");
        await Expect(officer.Locator(".known")).ToContainTextAsync("Stadsparking Oosterpoort");
        await officer.ClickAsync("text=Ga verder met een toegangsverbod");
        await register.FillAllAsync(Values(Person, "toegangsverbod"));
        await officer.ClickAsync("text=Registreer het toegangsverbod");
        await Expect(officer.Locator(".tags")).ToContainTextAsync("Wacht op bevestiging");

        // The second officer confirms, and prints the letter.
        var second = await SignInAsync(SecondOfficerB);
        await second.GotoAsync("/bureau");
        await second.GetByText(Person.Surname).First.ClickAsync();
        await DeskPages.Form(second, "bevestigen").Locator("button").ClickAsync();
        await Expect(second.Locator(".tags")).ToContainTextAsync("Actief");
        await second.GetByText("Maak de brief").ClickAsync();
        await Expect(second.Locator(".letter")).ToContainTextAsync(Person.Surname);
        Assert.NotEmpty(await second.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true }));

        // The gate of garage C.
        await ExpectAtGateAsync(Person, "match");

        // Garage A leaves: what it warned about counts no longer; the ban of B stands by itself.
        var participant = Officers.Of(Site, GarageA).Participant!;
        var management = await SignInAsync("beheer");
        await management.GotoAsync($"/deelnemers/{participant.Id}");
        await LeaveAsync(management);
        await ExpectAtGateAsync(Other, "geen-match");
        await ExpectAtGateAsync(Person, "match");
        await register.GoAsync();
        await register.WhoAsync(Other.Surname, Other.FirstNames, Other.BirthDate);
        await Expect(officer.Locator(".steps")).ToContainTextAsync("Niet eerder geregistreerd.");

        // Thirteen months after the last incident.
        Site.Time.Pass(TimeSpan.FromDays(396));
        await ExpectAtGateAsync(Person, "geen-match");
        await ExpectAtGateAsync(Other, "geen-match");
        Assert.DoesNotContain(
            Site.Installation.Entries.List(Officers.Of(Site, GarageB).Participant!.Id, Today, after: null, count: 500),
            entry => string.Equals(entry.Person?.Surname, Person.Surname, StringComparison.Ordinal));
    }

    private static async Task LeaveAsync(IPage page)
    {
        await page.Locator("details:has(form[action*='leave'])").First.Locator("summary").First.ClickAsync();
        await page.Locator("form[action*='leave'] button").First.ClickAsync();
        await Expect(page.Locator("[role=status]").First).ToBeVisibleAsync();
    }

    private async Task RegisterAsync(string userName, (string Surname, string FirstNames, string BirthDate) person, string kind)
    {
        var page = await SignInAsync(userName);
        var register = new RegisterPage(page);
        await register.GoAsync();
        await register.WhoAsync(person.Surname, person.FirstNames, person.BirthDate);
        await register.FillAllAsync(Values(person, kind));
        await page.ClickAsync("text=Registreer de waarschuwing");
        await Expect(page.Locator("main")).ToContainTextAsync(person.Surname);
    }

    private Dictionary<string, string> Values((string Surname, string FirstNames, string BirthDate) person, string kind) => RegisterPage.With(
        (DraftFields.Surname, person.Surname),
        (DraftFields.FirstNames, person.FirstNames),
        (DraftFields.BirthDate, person.BirthDate),
        (RegistrationFields.Kind, kind),
        (RegistrationFields.IncidentDate, RegisterPage.Day(Today)),
        (RegistrationFields.FirstDay, RegisterPage.Day(Today)),
        (RegistrationFields.NoticeDate, RegisterPage.Day(Today)),
        (DraftFields.Term, "12"));

    private async Task ExpectAtGateAsync((string Surname, string FirstNames, string BirthDate) visitor, string state)
    {
        var gate = new GatePage(await SignInAsync(GateC));
        await gate.GoAsync();
        await gate.AskAsync(visitor);
        await gate.ExpectAsync(state);
    }

    // Sessions do not last for half a year.
    private async Task<IPage> SignInAsync(string userName)
    {
        var page = await OpenAsync();
        await Site.SignInAsync(page, userName);
        return page;
    }

    private async Task KeepPermitsRunningAsync()
    {
        foreach (var participant in Site.Installation.Directory.Participants.Where(candidate => candidate.TakesPartOn(Today)))
        {
            await Site.Installation.Participants.PermitAsync(
                Caller.CommandLine, participant.Id, new ParticipantPermit(participant.PermitNumber!, participant.PermitFrom!.Value, Today.AddYears(3)));
        }

        Site.Installation.Directory.Refresh();
    }
}
