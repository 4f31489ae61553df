using Meldpunt.Admin.Register;
using Meldpunt.Service.Pages.Registering;
using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>Every step of a registration: empty, full, with faults, and with somebody whom the register knows.</summary>
internal static class RegisterScenes
{
    public static IReadOnlyList<Scene> All { get; } =
    [
        new("registreren-leeg", "leeg-bureau", (page, _) => page.GotoAsync("/registreren")),
        new("registreren-begonnen", Officers.Own, async (page, site) =>
        {
            await Officers.DraftAsync(site, Officers.Own, RegisterPage.Good.Take(4).ToDictionary(StringComparer.Ordinal));
            await page.GotoAsync("/registreren");
        }),
        .. RegisterPage.Steps.Append(RegisterStep.Check).Select(step => new Scene("registreren-" + step, Officers.Own, (page, site) => OpenAsync(page, site, step, RegisterPage.Good))),
        .. RegisterPage.Steps.Append(RegisterStep.Check).Select(step => new Scene("registreren-" + step + "-fouten", Officers.Own, (page, site) =>
            OpenAsync(page, site, step + "?nakijken=ja", new Dictionary<string, string>(StringComparer.Ordinal) { [DraftFields.Surname] = "Kwikzilver", [DraftFields.BirthDate] = "12/3/84", [DraftFields.Scanned] = string.Empty }))),
        new("registreren-verbod", Officers.Own, (page, site) => OpenAsync(page, site, RegisterStep.Check, RegisterPage.With(
            (RegistrationFields.Kind, "toegangsverbod"), (RegistrationFields.Crime, "ja"), (RegistrationFields.CrimeReported, "ja")))),
        new("registreren-gebeurd-verbod", Officers.Own, (page, site) => OpenAsync(page, site, "gebeurd", RegisterPage.With(
            (RegistrationFields.Kind, "toegangsverbod"), (RegistrationFields.Crime, "ja"), (RegistrationFields.EvidenceInFile, "nee")))),
        new("registreren-minderjarig", Officers.Own, (page, site) =>
            OpenAsync(page, site, "afweging", RegisterPage.With((DraftFields.BirthDate, RegisterPage.Day(Officers.Today.AddYears(-16)))))),
        new("registreren-uitgesteld", Officers.Own, (page, site) =>
            OpenAsync(page, site, "mededeling", RegisterPage.With((RegistrationFields.NoticeKind, "uitgesteld")))),
        new("registreren-bekend-waarschuwing", Officers.Own, (page, site) => MeetAsync(page, site, "waarschuwing", "Bekendman", Officers.Other)),
        new("registreren-bekend-verbod", Officers.Own, (page, site) => MeetAsync(page, site, "toegangsverbod", "Verbannen", Officers.Own)),
        new("registreren-bekend-ander-verbod", Officers.Own, (page, site) => MeetAsync(page, site, "toegangsverbod", "Elderverbannen", Officers.Other)),
    ];

    private static async Task OpenAsync(IPage page, Site site, string step, Dictionary<string, string> fields)
    {
        var id = await Officers.DraftAsync(site, Officers.Own, fields);
        await page.GotoAsync($"/registreren/{id}/{step}");
    }

    // Once for all looks at a site: a second ban of one person is refused.
    private static async Task MeetAsync(IPage page, Site site, string kind, string surname, string by)
    {
        var officer = Officers.Of(site, by);
        var known = site.Installation.Entries.List(officer.Participant!.Id, Officers.Today, after: null, count: 200);
        if (!known.Any(entry => string.Equals(entry.Person?.Surname, surname, StringComparison.Ordinal)))
        {
            await Officers.RegisterAsync(site, by, kind, surname);
        }

        var id = await Officers.DraftAsync(site, Officers.Own, RegisterPage.With((DraftFields.Surname, surname), (DraftFields.FirstNames, "Otto"), (DraftFields.BirthDate, "5-6-1970")));
        await page.GotoAsync($"/registreren/{id}/wie");
        await page.ClickAsync("#stap .buttons button >> nth=0");
        await page.WaitForSelectorAsync(".known");
    }
}
