using Meldpunt.EndToEnd.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser;

public sealed class PictureTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const int Width = 1280;
    private const int Height = 720;

    private static readonly Dictionary<string, string> ForTheDocuments = new(StringComparer.Ordinal)
    {
        ["poort-leeg"] = "gate.png",
        ["poort-geen-match"] = "gate-no-match.png",
        ["poort-match"] = "gate-match.png",
        ["bureau"] = "desk.png",
    };

    [Fact]
    public async Task Screenshots_of_every_page_in_every_state_are_made_where_somebody_asked_for_them()
    {
        var folder = AskedFor("MELDPUNT_SCREENSHOTS");
        // Of some pages only, by the beginnings of their names with a comma between, for whoever works on those.
        var some = (Environment.GetEnvironmentVariable("MELDPUNT_SCREENSHOTS_OF") ?? string.Empty).Split(',');
        foreach (var scene in Scene.All.Where(scene => some.Any(name => scene.Name.StartsWith(name, StringComparison.Ordinal))))
        {
            foreach (var width in new[] { 320, 768, Width })
            {
                foreach (var language in new[] { "nl", "en" })
                {
                    var name = Path.Combine(folder, $"{scene.Name}-{language}-{width}-");
                    await TakeAsync(scene, new BrowserNewContextOptions { ColorScheme = ColorScheme.Light }, width, name + "light.png", fullPage: true, language);
                    await TakeAsync(scene, new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark }, width, name + "dark.png", fullPage: true, language);
                }
            }

            // What comes on paper.
            if (scene.Name.StartsWith("brief", StringComparison.Ordinal))
            {
                var page = await OpenAsync(scene.UserName);
                await scene.PlayAsync(page, Site);
                await page.PdfAsync(new PagePdfOptions { Path = Path.Combine(folder, scene.Name + ".pdf"), PreferCSSPageSize = true });
                await page.Context.CloseAsync();
            }

            var contrast = new BrowserNewContextOptions { ForcedColors = ForcedColors.Active, ColorScheme = ColorScheme.Dark };
            await TakeAsync(scene, contrast, Width, Path.Combine(folder, scene.Name + "-forced.png"), fullPage: true);
        }
    }

    [Fact]
    public async Task Pictures_for_the_documents_are_made_where_somebody_asked_for_them()
    {
        var folder = AskedFor("MELDPUNT_IMAGES");
        foreach (var (name, file) in ForTheDocuments)
        {
            var scene = Scene.All.Single(candidate => string.Equals(candidate.Name, name, StringComparison.Ordinal));
            await TakeAsync(
                scene, new BrowserNewContextOptions { ColorScheme = ColorScheme.Light }, Width, Path.Combine(folder, file), fullPage: false);
        }
    }

    private static string AskedFor(string variable)
    {
        var folder = Environment.GetEnvironmentVariable(variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"No pictures asked for: {variable} names no folder.");
        return Directory.CreateDirectory(folder!).FullName;
    }

    private async Task TakeAsync(Scene scene, BrowserNewContextOptions options, int width, string file, bool fullPage, string language = "nl")
    {
        options.ViewportSize = new ViewportSize { Width = width, Height = Height };
        var page = await OpenAsync(scene.UserName, options);
        await scene.PlayInAsync(language, page, Site);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = fullPage });
        await page.Context.CloseAsync();
    }
}
