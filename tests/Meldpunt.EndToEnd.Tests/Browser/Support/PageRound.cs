using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>
/// One look at every page in every state in Dutch, and at a quarter of them in English: faults that axe finds, sideways scrolling at 320 pixels, requests to another site. Two classes do it, one a language, so that they run beside each
/// other; what is light in Dutch is dark in English, and so by turns.
/// </summary>
public abstract class PageRound(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const int NarrowestPixels = 320;
    private const int InEvery = 8;
    private const int InARow = 2;

    private static readonly string[] AxeTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    /// <summary>Plays scenes and collects what is wrong. The schemes of colour take turns, beginning with one.</summary>
    /// <param name="language">The language of the pages.</param>
    /// <param name="first">The scheme of the first scene.</param>
    /// <param name="few">Two scenes of every eight: what a page is made of is the same in every language, and the round takes minutes. All of those that were named.</param>
    protected async Task LookAtAllAsync(string language, ColorScheme first, bool few = false)
    {
        var second = first == ColorScheme.Light ? ColorScheme.Dark : ColorScheme.Light;
        var faults = new List<string>();
        // Of some pages only, by the beginnings of their names with a comma between, for whoever works on those.
        var some = (Environment.GetEnvironmentVariable("MELDPUNT_SCENES") ?? string.Empty).Split(',');
        var isWhole = !few || some[0].Length > 0;
        foreach (var (number, scene) in Scene.All.Where(scene => some.Any(name => scene.Name.StartsWith(name, StringComparison.Ordinal))).Index())
        {
            if (!isWhole && number % InEvery >= InARow)
            {
                continue;
            }

            var page = await OpenAsync(scene.UserName, new BrowserNewContextOptions { ColorScheme = int.IsEvenInteger(number) ? first : second });
            page.Request += (_, request) => Note(request.Url, !request.Url.StartsWith(Site.Address, StringComparison.Ordinal));
            page.Console += (_, line) => Note(line.Text, line.Text.Contains("Security Policy", StringComparison.Ordinal));
            await scene.PlayInAsync(language, page, Site);
            foreach (var violation in await FindWithAxeAsync(page))
            {
                Note($"{violation.Id} at {violation.Nodes[0].Html}", isFault: true);
            }

            await page.SetViewportSizeAsync(NarrowestPixels, height: 640);
            var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            Note($"is {width} pixels wide", width > NarrowestPixels);
            await page.Context.CloseAsync();

            void Note(string text, bool isFault) => faults.AddRange(isFault ? [$"{scene.Name}: {text}"] : []);
        }

        Assert.Empty(faults);
    }

    private static async Task<AxeResultItem[]> FindWithAxeAsync(IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. AxeTags] } });
        return result.Violations;
    }
}
