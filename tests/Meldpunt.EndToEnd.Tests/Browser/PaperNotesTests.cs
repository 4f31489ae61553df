using Meldpunt.Admin.Register;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Meldpunt.Service.Pages.Registering;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

/// <summary>
/// Somebody who never saw it registers a warning from notes on paper: reads each page, types as people type, and never knows a shorter way. Made where
/// somebody asks for it, with a picture of every step.
/// </summary>
public sealed class PaperNotesTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    // 40 words a minute is slower than most who work at a desk.
    private const float KeyMs = 300;
    private const int LookMs = 1_500;
    private const int ReadMs = 6_000;

    private int _keys;
    private int _clicks;

    [Fact]
    public async Task A_warning_from_paper_notes_takes_less_than_three_minutes()
    {
        var folder = Environment.GetEnvironmentVariable("MELDPUNT_PAPER_NOTES");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "Nobody asked for it: MELDPUNT_PAPER_NOTES names no folder.");
        Directory.CreateDirectory(folder!);
        var page = await OpenAsync(Officers.Own, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 } });
        var start = TimeProvider.System.GetTimestamp();
        await page.GotoAsync("/registreren");

        await ReadAsync(page);
        await TypeAsync(page, DraftFields.Surname, "Papierman");
        await TypeAsync(page, DraftFields.FirstNames, "Joost");
        await TypeAsync(page, DraftFields.BirthDate, "12-3-1984");
        await GoOnAsync(page, folder!, "wie");
        await TypeAsync(page, RegistrationFields.IncidentDate, RegisterPage.Day(Officers.Today.AddDays(-1)));
        await TypeAsync(page, RegistrationFields.FileReference, "2026-118");
        await ChooseAsync(page, RegistrationFields.Crime + "-0");
        await ChooseAsync(page, RegistrationFields.EvidenceInFile + "-0");
        await GoOnAsync(page, folder!, "gebeurd");
        await TypeAsync(page, DraftFields.Extent, "Sloeg tegen auto's, spiegel kapot.");
        await TypeAsync(page, DraftFields.Aggravating, "Schold de medewerker uit.");
        await TypeAsync(page, DraftFields.Mitigating, "Bood excuses aan.");
        await GoOnAsync(page, folder!, "afweging");
        await ChooseAsync(page, DraftFields.Term + "-2");
        await GoOnAsync(page, folder!, "termijn");
        await ChooseAsync(page, RegistrationFields.NoticeKind + "-0");
        await GoOnAsync(page, folder!, "mededeling");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder!, "controle.png") });
        await page.ClickAsync("main form button.button");
        await Expect(page.Locator("main")).ToContainTextAsync("Papierman");

        var took = TimeProvider.System.GetElapsedTime(start);
        await File.WriteAllTextAsync(
            Path.Combine(folder!, "tijd.txt"), $"{took.TotalSeconds:0} s, {_keys} keys, {_clicks + 1} clicks\n", TestContext.Current.CancellationToken);
        Assert.True(took < TimeSpan.FromMinutes(3), $"It took {took}.");
    }

    private static Task ReadAsync(IPage page) => page.WaitForTimeoutAsync(ReadMs);

    private async Task TypeAsync(IPage page, string field, string text)
    {
        await page.WaitForTimeoutAsync(LookMs);
        var target = page.Locator($"[id='{field}']");
        await target.ClickAsync();
        await target.PressSequentiallyAsync(text, new LocatorPressSequentiallyOptions { Delay = KeyMs });
        _keys += text.Length;
        _clicks++;
    }

    private async Task ChooseAsync(IPage page, string id)
    {
        await page.WaitForTimeoutAsync(LookMs);
        await page.Locator($"[id='{id}']").CheckAsync();
        _clicks++;
    }

    private async Task GoOnAsync(IPage page, string folder, string step)
    {
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, step + ".png") });
        await page.ClickAsync(RegisterPage.NextButton);
        _clicks++;
        await ReadAsync(page);
    }
}
