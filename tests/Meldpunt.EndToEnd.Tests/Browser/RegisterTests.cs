using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Meldpunt.Service.Pages.Registering;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

/// <summary>Somebody is registered in a conversation of five steps.</summary>
public sealed class RegisterTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private static readonly DateOnly Today = Officers.Today;

    // For each refusal that somebody can meet here, what must change in a good registration to meet it.
    private static Dictionary<Fault, (string Field, string Value)[]> WaysToBeRefused => new()
    {
        [Refusals.BanNeedsEarlierWarningOrReportedCrime] = [(RegistrationFields.Kind, "toegangsverbod")],
        [Refusals.EvidenceMustBeInTheFile] = [(RegistrationFields.EvidenceInFile, "nee")],
        [Refusals.NoticeNeedsItsDate] = [(RegistrationFields.NoticeDate, string.Empty)],
        [Refusals.NoNoticeNeedsAReason] = [(RegistrationFields.NoticeKind, "onmogelijk")],
        [Refusals.EndsWithinTwelveMonthsOfIncident] = [(DraftFields.Term, "datum"), (RegistrationFields.LastDay, RegisterPage.Day(Today.AddYears(2)))],
        [Refusals.EndNotBeforeStart] = [(DraftFields.Term, "datum"), (RegistrationFields.LastDay, RegisterPage.Day(Today.AddDays(-20)))],
        [Refusals.EndNotInThePast] = [(DraftFields.Term, "datum"), (RegistrationFields.LastDay, RegisterPage.Day(Today.AddDays(-1)))],
        [Refusals.StartNotBeforeIncident] = [(RegistrationFields.FirstDay, RegisterPage.Day(Today.AddDays(-9)))],
        [Refusals.IncidentNotInTheFuture] = [(RegistrationFields.IncidentDate, RegisterPage.Day(Today.AddDays(3)))],
        [Refusals.NoticeNotInTheFuture] = [(RegistrationFields.NoticeDate, RegisterPage.Day(Today.AddDays(3)))],
        [Refusals.NoticeNotBeforeIncident] = [(RegistrationFields.NoticeDate, RegisterPage.Day(Today.AddDays(-30)))],
        [Refusals.BornBeforeTheIncident] =
            [(DraftFields.BirthDate, RegisterPage.Day(Today)), (RegistrationFields.WeighingOfAge, "Pasgeboren."), (RegistrationFields.IncidentDate, RegisterPage.Day(Today.AddDays(-1)))],
        [Refusals.AgeMustBeWeighed] = [(DraftFields.BirthDate, RegisterPage.Day(Today.AddYears(-16)))],
    };

    [Fact]
    public async Task A_person_registered_in_five_steps_matches_at_the_gate_of_another_garage()
    {
        var register = new RegisterPage(await OpenAsync(Officers.Own));
        await register.GoAsync();
        foreach (var step in RegisterPage.Steps)
        {
            await register.FillAsync(RegisterPage.Good);
            await register.NextAsync();
            Assert.DoesNotContain("wikzilver", register.Page.Url, StringComparison.OrdinalIgnoreCase);
        }

        await Expect(register.Page.Locator("h1")).ToHaveTextAsync("Kijk het na");
        await Expect(register.Page.Locator(".details").First).ToContainTextAsync("4 mei 1991");
        var draft = new Uri(register.Page.Url).Segments[2].TrimEnd('/');
        await register.Page.ClickAsync("text=Registreer de waarschuwing");

        await Expect(register.Page.Locator("h1")).Not.ToHaveTextAsync("Kijk het na");
        await Expect(register.Page.Locator("main")).ToContainTextAsync("Kwikzilver");
        Assert.DoesNotContain(Site.Installation.Drafts.List(Officers.Of(Site, Officers.Own)), kept => string.Equals(kept.Id.ToString(), draft, StringComparison.Ordinal));
        var gate = new GatePage(await OpenAsync("poort"));
        await gate.GoAsync();
        await gate.AskAsync(("Kwikzilver", "Hilde", "4 mei 1991"));
        await gate.ExpectAsync("match");
    }

    [Fact]
    public async Task The_weighing_is_put_together_under_headings_with_the_age()
    {
        var page = await OpenAsync(Officers.Own);
        await OpenDraftAsync(page, RegisterPage.With((DraftFields.Surname, "Weegschaal")), "controle");
        await page.ClickAsync("main button.button");
        await Expect(page.Locator("main")).ToContainTextAsync("Weegschaal");

        var officer = Officers.Of(Site, Officers.Own);
        var entry = Site.Installation.Entries.List(officer.Participant!.Id, Today, after: null, count: 1).Single();

        Assert.Equal(
            "Leeftijd\n35 jaar bij het incident.\n\nAard en omvang\nHerhaald schade gemaakt.\n\nVerzachtende omstandigheden\nBood excuses aan.\n\n"
                + "Verzwarende omstandigheden\nGeen.\n\nHerhaling\nNiet eerder geregistreerd.",
            entry.Weighing!.Replace("34 jaar", "35 jaar", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_refusal_stands_in_the_last_check_and_its_link_leads_to_its_field_with_what_was_typed()
    {
        var page = await OpenAsync(Officers.Own);
        foreach (var (refusal, changes) in WaysToBeRefused)
        {
            await OpenDraftAsync(page, RegisterPage.With(changes), "controle");
            var isAboutAPastOrFuture = string.Equals(refusal.Code, "toekomst", StringComparison.Ordinal);
            var words = isAboutAPastOrFuture ? "Deze datum ligt in de toekomst." : refusal.Message;
            await page.Locator(".notice--fault a", new PageLocatorOptions { HasText = words }).ClickAsync();

            await Expect(Named(page, refusal.Field + "-fout")).ToContainTextAsync(words);
            await Expect(Named(page, FormFieldOf(refusal.Field))).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task Each_criterion_that_is_missing_is_said_at_once_at_its_question_and_the_step_can_be_left_all_the_same()
    {
        var register = new RegisterPage(await OpenAsync(Officers.Own));
        await OpenDraftAsync(register.Page, RegisterPage.Good.Take(4).ToDictionary(StringComparer.Ordinal), "gebeurd");

        await register.Named(RegistrationFields.EvidenceInFile + "-1").CheckAsync();
        await Expect(register.Page.Locator(".question__then--fault")).ToContainTextAsync("Zonder bewijs in het dossier kan niemand worden geregistreerd.");
        await Expect(register.Named(RegistrationFields.CrimeReported + "-0")).ToBeHiddenAsync();
        await register.Named(RegistrationFields.Crime + "-1").CheckAsync();
        await Expect(register.Named(RegistrationFields.CrimeReported + "-0")).ToBeVisibleAsync();

        await register.NextAsync();
        var links = register.Page.Locator(".notice--fault a");
        await Expect(links).ToHaveCountAsync(5);
        foreach (var link in await links.AllAsync())
        {
            var target = (await link.GetAttributeAsync("href"))![1..];
            await link.ClickAsync();
            await Expect(register.Named(target)).ToBeFocusedAsync();
        }

        await register.Page.ClickAsync("text=Toch verder");
        await Expect(register.Page.Locator("h1")).ToHaveTextAsync("Afweging");
        await Expect(register.Page.Locator(".steps__step--nietHeel")).ToContainTextAsync("Wat is er gebeurd");
    }

    [Fact]
    public async Task A_step_that_was_taken_can_be_gone_back_to_and_holds_what_was_typed()
    {
        var register = new RegisterPage(await OpenAsync(Officers.Own));
        await register.GoAsync();
        await register.FillAsync(RegisterPage.With((DraftFields.Surname, "Terugganger")));
        await register.NextAsync();
        await register.Named(RegistrationFields.FileReference).FillAsync("D-half");

        await register.Page.ClickAsync("#stap .buttons >> text=Terug");
        await Expect(register.Named(DraftFields.Surname)).ToHaveValueAsync("Terugganger");
        await register.Page.ClickAsync(".steps >> text=Wat is er gebeurd");
        await Expect(register.Named(RegistrationFields.FileReference)).ToHaveValueAsync("D-half");
    }

    [Fact]
    public async Task Somebody_who_may_have_been_a_minor_is_weighed_by_age_and_waits_for_a_second_officer()
    {
        await Officers.SecondAsync(Site, Officers.Of(Site, Officers.Own));
        var register = new RegisterPage(await OpenAsync(Officers.Own));
        var young = RegisterPage.With((DraftFields.Surname, "Jongeling"), (DraftFields.BirthDate, RegisterPage.Day(Today.AddYears(-16))));
        await register.GoAsync();
        await register.FillAsync(young);
        await register.NextAsync();
        await register.FillAsync(young);
        await register.NextAsync();

        await Expect(register.Page.Locator("#minderjarig")).ToBeVisibleAsync();
        await register.FillAsync(young);
        await register.NextAsync();
        await Expect(register.Named(RegistrationFields.WeighingOfAge + "-fout")).ToBeVisibleAsync();

        young[RegistrationFields.WeighingOfAge] = "Derde keer in een maand, ouders spraken af dat hij wegblijft.";
        await register.FillAllAsync(young);
        await Expect(register.Page.Locator("#bevestigen")).ToHaveTextAsync("Een tweede functionaris moet dit bevestigen");
        await register.Page.ClickAsync("main button.button");
        await Expect(register.Page.Locator("main")).ToContainTextAsync("Jongeling");
        var gate = new GatePage(await OpenAsync("poort"));
        await gate.GoAsync();
        await gate.AskAsync(("Jongeling", "Hilde", RegisterPage.Day(Today.AddYears(-16))));
        await gate.ExpectAsync("geen-match");
    }

    [Fact]
    public async Task Where_one_officer_works_the_last_check_says_that_a_ban_holds_at_once()
    {
        var page = await OpenAsync("veiligheid-oost");
        var id = await Officers.DraftAsync(Site, "veiligheid-oost", RegisterPage.With(
            (RegistrationFields.Kind, "toegangsverbod"), (RegistrationFields.Crime, "ja"), (RegistrationFields.CrimeReported, "ja")));

        await page.GotoAsync($"/registreren/{id}/controle");

        await Expect(page.Locator("#bevestigen")).ToHaveTextAsync("U bent de enige functionaris van uw garage");
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

    private async Task OpenDraftAsync(IPage page, Dictionary<string, string> fields, string step)
    {
        var id = await Officers.DraftAsync(Site, Officers.Own, fields);
        await page.GotoAsync($"/registreren/{id}/{step}");
    }

    private static ILocator Named(IPage page, string id) => page.Locator($"[id='{id}']");

    private static string FormFieldOf(string field) => DraftFields.IsChoice(field) ? field + "-0" : field;
}
