using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Register;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Meldpunt.Service.Pages.Registering;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

/// <summary>The register itself looks whether a person is known, and says what follows.</summary>
public sealed class RegisterKnownTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const string BirthDate = "5 juni 1970";

    [Fact]
    public async Task An_earlier_warning_of_another_garage_leads_to_a_ban_that_another_officer_must_confirm()
    {
        await Officers.SecondAsync(Site, Officers.Of(Site, Officers.Own));
        await Officers.RegisterAsync(Site, Officers.Other, "waarschuwing", "Eerdermaal");
        var register = new RegisterPage(await OpenAsync(Officers.Own));
        await register.GoAsync();
        await register.WhoAsync("Eerdermaal", "Otto", BirthDate);

        await Expect(register.Page.Locator("h1")).ToHaveTextAsync("Deze persoon kreeg al een waarschuwing");
        await Expect(register.Page.Locator(".known")).ToContainTextAsync("van Garage De Gouden Leeuw");
        await Expect(register.Page.Locator(".ladder [aria-current]")).ToContainTextAsync("Tweede incident binnen twaalf maanden");
        await register.Page.ClickAsync("text=Ga verder met een toegangsverbod");
        await register.FillAllAsync(RegisterPage.With(
            (DraftFields.Surname, "Eerdermaal"), (RegistrationFields.Kind, "toegangsverbod"), (DraftFields.Recidivism, "Tweede keer.")));
        await Expect(register.Page.Locator("#bevestigen")).ToBeVisibleAsync();
        await register.Page.ClickAsync("text=Registreer het toegangsverbod");

        await Expect(register.Page.Locator("main")).ToContainTextAsync("Eerdermaal");
        Assert.Equal(EntryState.AwaitsConfirmation, Newest().State);
        Assert.Equal(EntryKind.Ban, Newest().Kind);
    }

    [Fact]
    public async Task What_was_looked_up_stands_in_the_log_once_and_not_at_every_page()
    {
        var register = new RegisterPage(await OpenAsync(Officers.Own));
        var before = Looks();
        await register.GoAsync();
        await register.WhoAsync("Nergensbekend", "Otto", BirthDate);
        await Expect(register.Page.Locator("h1")).ToHaveTextAsync("Wat is er gebeurd");
        await Expect(register.Page.Locator(".steps")).ToContainTextAsync("Niet eerder geregistreerd.");
        await register.Page.ClickAsync("#stap .buttons >> text=Terug");
        await register.NextAsync();
        Assert.Equal(before + 1, Looks());

        await register.Page.ClickAsync("#stap .buttons >> text=Terug");
        await register.WhoAsync("Nergensbekent", "Otto", BirthDate);
        Assert.Equal(before + 2, Looks());
    }

    [Fact]
    public async Task A_ban_that_runs_leads_to_an_incident_and_two_presses_add_one()
    {
        var ban = await Officers.RegisterAsync(Site, Officers.Own, "toegangsverbod", "Verbodsman");
        var register = new RegisterPage(await OpenAsync(Officers.Own));
        await register.GoAsync();
        await register.WhoAsync("Verbodsman", "Otto", BirthDate);
        await Expect(register.Page.Locator("h1")).ToHaveTextAsync("Voor deze persoon loopt al een toegangsverbod");
        await register.Page.ClickAsync("text=Voeg het incident toe");
        await Expect(register.Named(DraftFields.IncidentDay + "-fout")).ToBeVisibleAsync();

        await register.Named(DraftFields.IncidentDay).FillAsync(RegisterPage.Day(Officers.Today.AddDays(-1)));
        await register.Named(DraftFields.IncidentFile).FillAsync("D-78");
        await register.Page.CheckAsync($"input[name='{DraftFields.IncidentKind}'][value='huisvredebreuk']");
        await register.Page.EvaluateAsync("() => { const f = document.getElementById('stap'); f.submit(); f.submit(); }");

        await Expect(register.Page.Locator("h1")).Not.ToHaveTextAsync("Voor deze persoon loopt al een toegangsverbod");
        var incidents = Find(ban).Incidents;
        Assert.Equal(2, incidents.Count);
        Assert.Contains(incidents, incident => incident.Kind == IncidentKind.Trespass && incident.HappenedOn == Officers.Today.AddDays(-1));
    }

    [Fact]
    public async Task Trespass_is_added_to_the_ban_of_another_garage_by_whoever_found_it()
    {
        await Officers.RegisterAsync(Site, Officers.Other, "toegangsverbod", "Buitenman");
        var register = new RegisterPage(await OpenAsync(Officers.Own));
        await register.GoAsync();
        await register.WhoAsync("Buitenman", "Otto", BirthDate);
        await Expect(register.Named(DraftFields.IncidentFoundBy)).ToHaveValueAsync("Parkeren Havenkwartier");
        await register.Named(DraftFields.IncidentDay).FillAsync(RegisterPage.Day(Officers.Today));
        await register.Named(DraftFields.IncidentFile).FillAsync("D-79");
        await register.Page.ClickAsync("text=Voeg het incident toe");

        await Expect(register.Page.Locator(".notice--done")).ToContainTextAsync("toegevoegd aan het toegangsverbod van de andere garage");
    }

    [Fact]
    public async Task Who_is_somebody_else_is_registered_all_the_same()
    {
        await Officers.RegisterAsync(Site, Officers.Other, "toegangsverbod", "Dubbelganger");
        var register = new RegisterPage(await OpenAsync(Officers.Own));
        await register.GoAsync();
        await register.WhoAsync("Dubbelganger", "Otto", BirthDate);
        await register.Page.ClickAsync("text=Het is iemand anders");
        await register.FillAllAsync(RegisterPage.With(
            (DraftFields.Surname, "Dubbelganger"), (RegistrationFields.Kind, "toegangsverbod"), (RegistrationFields.Crime, "ja"),
            (RegistrationFields.CrimeReported, "ja")));
        await register.Page.ClickAsync("text=Registreer het toegangsverbod");

        await Expect(register.Page.Locator("main")).ToContainTextAsync("Dubbelganger");
        Assert.Equal(EntryKind.Ban, Newest().Kind);
    }

    [Fact]
    public async Task A_double_submission_makes_one_entry_and_the_second_lands_on_the_same()
    {
        var page = await OpenAsync(Officers.Own);
        var id = await Officers.DraftAsync(Site, Officers.Own, RegisterPage.With((DraftFields.Surname, "Dubbelklik")));
        await page.GotoAsync($"/registreren/{id}/controle");
        var second = await page.Context.NewPageAsync();
        await second.GotoAsync($"/registreren/{id}/controle");
        var before = Site.Installation.Entries.CountAll();

        await page.EvaluateAsync("() => { const f = document.querySelector('main form'); f.submit(); f.submit(); }");
        await Expect(page.Locator("main")).ToContainTextAsync("Dubbelklik");
        await Expect(page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("controle", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await second.ClickAsync("main button.button");
        await Expect(second).ToHaveURLAsync(page.Url);

        Assert.Equal(before + 1, Site.Installation.Entries.CountAll());
    }

    private Entry Newest() => Site.Installation.Entries.List(Officers.Of(Site, Officers.Own).Participant!.Id, Officers.Today, after: null, count: 1).Single();

    private Entry Find(Meldpunt.Index.Identity.OpaqueId id) => Site.Installation.Entries.Find(id, Officers.Of(Site, Officers.Own).Participant!.Id, Officers.Today)!;

    private int Looks() => Site.Installation.QueryLogReader.All().Count(row => row.Purpose == QueryPurpose.Registration);
}
