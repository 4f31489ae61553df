using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

/// <summary>The pages of a security desk, as two officers and a printer meet them.</summary>
public sealed partial class DeskTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const int MaxPages = 2;

    // In points of 1/72 inch: 210 by 297 mm.
    private static readonly (int Width, int Height) A4 = (595, 842);

    public static TheoryData<string> Letters => ["soort=toegangsverbod&taal=nl", "soort=toegangsverbod&taal=en", "soort=mededeling&taal=nl", "soort=mededeling&taal=en"];

    [Theory]
    [MemberData(nameof(Letters))]
    public async Task A_letter_fits_on_two_sheets_of_A4(string choice)
    {
        var page = await OpenAsync(DeskPages.Officer);
        await DeskPages.LetterAsync(page, Site, choice);

        var pdf = Encoding.Latin1.GetString(await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true }));

        Assert.InRange(PdfPage().Count(pdf), 1, MaxPages);
        Assert.All(Sheet().Matches(pdf), sheet => Assert.Equal(A4, (Points(sheet, "width"), Points(sheet, "height"))));
    }

    [Fact]
    public async Task On_paper_there_is_the_letter_and_nothing_else()
    {
        var page = await OpenAsync(DeskPages.Officer);
        await DeskPages.LetterAsync(page, Site, "soort=toegangsverbod");

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        await Expect(page.Locator(".letter")).ToBeVisibleAsync();
        foreach (var part in new[] { ".top", ".letter-tools", ".tell" })
        {
            await Expect(page.Locator(part)).ToBeHiddenAsync();
        }
    }

    [Fact]
    public async Task A_second_officer_in_another_browser_confirms_with_the_keyboard_alone_and_the_first_sees_it()
    {
        var waiting = await DeskPages.WaitingAsync(Site, "Toetsenbordstra");
        var first = await OpenAsync(DeskPages.Officer);
        await DeskPages.OpenAsync(first, waiting.Id);
        await Expect(DeskPages.Form(first, "bevestigen")).ToHaveCountAsync(0);

        var second = await OpenAsync(DeskPages.Colleague);
        await second.GotoAsync("/bureau");
        await second.GetByText("Toetsenbordstra").FocusAsync();
        await second.Keyboard.PressAsync("Enter");
        await DeskPages.Form(second, "bevestigen").Locator("button").FocusAsync();
        await second.Keyboard.PressAsync("Enter");

        await Expect(second.Locator("[role=status]")).ToContainTextAsync("Bevestigd.");
        await first.ReloadAsync();
        await Expect(first.Locator(".tags")).ToContainTextAsync("Actief");
    }

    [Fact]
    public async Task The_letter_is_made_and_how_it_was_given_is_recorded_from_the_same_page()
    {
        var ban = await DeskPages.BanAsync(Site, "Uitreikema");
        var page = await OpenAsync(DeskPages.Officer, new BrowserNewContextOptions { JavaScriptEnabled = false });
        await DeskPages.OpenAsync(page, ban.Id);
        await page.GetByText("Maak de brief").ClickAsync();
        await page.ClickAsync("#mededelen summary");
        await DeskPages.Form(page, "mededelen").GetByText("Per post gestuurd").ClickAsync();
        await page.FillAsync("[id='mededelen.datum']", "1-1-2020");
        await DeskPages.Form(page, "mededelen").Locator("button").ClickAsync();
        await Expect(page.Locator("[role=alert]")).ToContainTextAsync("De datum van de mededeling ligt voor het incident.");

        await page.FillAsync("[id='mededelen.datum']", $"{ban.FirstDay.Day}-{ban.FirstDay.Month}-{ban.FirstDay.Year}");
        await DeskPages.Form(page, "mededelen").Locator("button").ClickAsync();

        await Expect(page.Locator("[role=status]")).ToContainTextAsync("De mededeling is vastgelegd.");
        await Expect(page.Locator("section[aria-labelledby=mededeling]")).ToContainTextAsync("Per post gestuurd");
    }

    [Fact]
    public async Task A_desk_of_another_participant_is_shown_neither_page_nor_letter()
    {
        var ban = await DeskPages.BanAsync(Site);
        var page = await OpenAsync(DeskPages.Stranger);
        foreach (var path in new[] { $"/registraties/{ban.Id}", $"/registraties/{ban.Id}/brief" })
        {
            Assert.Equal(404, (await page.GotoAsync(path))!.Status);
            await Expect(page.Locator("body")).Not.ToContainTextAsync("Verbodstra");
        }
    }

    private static int Points(Match sheet, string side) => (int)Math.Round(double.Parse(sheet.Groups[side].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"/Type\s*/Page\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex PdfPage();

    [GeneratedRegex(@"/MediaBox\s*\[\s*0\s+0\s+(?<width>[\d.]+)\s+(?<height>[\d.]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Sheet();
}
