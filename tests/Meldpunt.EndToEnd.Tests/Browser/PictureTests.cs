using Meldpunt.EndToEnd.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser;

public sealed class PictureTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private static readonly Dictionary<string, string> ForTheDocuments = new(StringComparer.Ordinal)
    {
        ["poort-leeg"] = "gate.png",
        ["poort-geen-match"] = "gate-no-match.png",
        ["poort-match"] = "gate-match.png",
        ["registraties"] = "desk.png",
    };

    [Fact]
    public async Task Screenshots_of_every_page_in_every_state_are_made_where_somebody_asked_for_them()
    {
        var folder = AskedFor("MELDPUNT_SCREENSHOTS");
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (var width in new[] { 320, 768, 1280 })
            {
                foreach (var scene in Scene.All)
                {
                    await TakeAsync(scene, scheme, width, Path.Combine(folder, $"{scene.Name}-{width}-{scheme}.png"), fullPage: true);
                }
            }
        }
    }

    [Fact]
    public async Task Pictures_for_the_documents_are_made_where_somebody_asked_for_them()
    {
        var folder = AskedFor("MELDPUNT_IMAGES");
        foreach (var (scene, file) in ForTheDocuments)
        {
            await TakeAsync(Scene.All.Single(candidate => string.Equals(candidate.Name, scene, StringComparison.Ordinal)), ColorScheme.Light, 1280, Path.Combine(folder, file), fullPage: false);
        }
    }

    private static string AskedFor(string variable)
    {
        var folder = Environment.GetEnvironmentVariable(variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"No pictures asked for: {variable} names no folder.");
        return Directory.CreateDirectory(folder!).FullName;
    }

    private async Task TakeAsync(Scene scene, ColorScheme scheme, int width, string file, bool fullPage)
    {
        var page = await OpenAsync(
            scene.UserName, new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 720 } });
        await scene.PlayAsync(page, Site);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = fullPage });
        await page.Context.CloseAsync();
    }
}
