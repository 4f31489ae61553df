using System.Globalization;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Admin.Unidentified;
using Meldpunt.Admin.Unidentified.Images;
using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>The pages of persons who could not be identified, and somebody to show on them.</summary>
internal static class UnidentifiedPage
{
    /// <summary>Somebody of the desk's garage with two images.</summary>
    public static async Task<UnidentifiedPerson> MakeAsync(Site site, string userName = "veiligheid")
    {
        var today = DutchCalendar.Today(TimeProvider.System);
        var account = site.Installation.Accounts.FindByName(userName)!;
        var caller = new Caller
        {
            AccountId = account.Id,
            UserName = userName,
            Role = account.Role,
            Participant = site.Installation.Directory.FindParticipant(account.ParticipantId!.Value),
        };
        var input = new UnidentifiedInput
        {
            Description = "Man van ongeveer dertig jaar, ongeveer 1,85 m, rode jas met capuchon, litteken boven het linkeroog. Sloeg op dek 3 twee autoruiten in en rende daarna door het trappenhuis naar buiten, richting het station. Hij hinkte met zijn linkerbeen.",
            Place = "Dek 3, trappenhuis noord",
            IncidentDate = Day(today.AddDays(-3)),
            TimeOfDay = "22:40",
            LastDay = Day(today.AddMonths(6)),
            FileReference = "D-2026-0121",
            EvidenceInFile = true,
            Weighing = "De schade is groot en hij is niet op een andere manier te vinden.",
        };
        Picture[] pictures = [PictureReader.Read(HandMadeJpeg.Make(20, 15), out _)!, PictureReader.Read(HandMadePng.Make(90, 120), out _)!];
        var result = await site.Part<UnidentifiedDesk>().RegisterAsync(caller, input, pictures, []);
        Assert.Empty(result.Faults);
        return result.Person!;
    }

    /// <summary>The list, with somebody on it.</summary>
    public static async Task ListAsync(IPage page, Site site)
    {
        await MakeAsync(site);
        await page.GotoAsync("/onbekenden");
        await SeeImagesAsync(page);
    }

    /// <summary>One of one's own, or of another garage.</summary>
    public static async Task OneAsync(IPage page, Site site, string maker)
    {
        var person = await MakeAsync(site, maker);
        await page.GotoAsync($"/onbekenden/{person.Id}");
        await SeeImagesAsync(page);
    }

    /// <summary>The form by which somebody is recognised, sent empty.</summary>
    public static async Task FailToRecogniseAsync(IPage page, Site site)
    {
        var person = await MakeAsync(site);
        await page.GotoAsync($"/onbekenden/{person.Id}/herkenning");
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync("[role=alert]");
    }

    /// <summary>The form for a new one, sent with a file that is no picture.</summary>
    public static async Task FailToMakeAsync(IPage page, Site site)
    {
        await page.GotoAsync("/onbekenden/nieuw");
        await page.FillAsync("#plaats", "Dek 3");
        await page.SetInputFilesAsync("#beeld", new FilePayload { Name = "x.png", MimeType = "image/png", Buffer = new byte[40] });
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync("[role=alert]");
    }

    /// <summary>Waits until every image on the page is drawn.</summary>
    public static async Task SeeImagesAsync(IPage page)
    {
        await page.EvaluateAsync("() => { for (const img of document.images) { img.loading = 'eager'; } }");
        await page.WaitForFunctionAsync("() => [...document.images].every((img) => img.complete && img.naturalWidth > 0)");
    }

    public static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
