using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

public sealed class AccessibilityTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const int NarrowestPixels = 320;

    private static readonly string[] AxeTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    // Twice, so that every page is seen in both languages and both schemes: what is light in Dutch is dark in English, and so by turns.
    [Theory]
    [InlineData("nl", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark)]
    public async Task No_page_in_any_state_has_a_fault_that_axe_finds_scrolls_sideways_at_320_pixels_or_asks_anything_of_another_site(
        string language, ColorScheme first)
    {
        var second = first == ColorScheme.Light ? ColorScheme.Dark : ColorScheme.Light;
        var faults = new List<string>();
        foreach (var (number, scene) in Scene.All.Index())
        {
            var page = await OpenAsync(scene.UserName, new BrowserNewContextOptions { ColorScheme = int.IsEvenInteger(number) ? first : second });
            page.Request += (_, request) => Note(request.Url, !request.Url.StartsWith(Site.Address, StringComparison.Ordinal));
            page.Console += (_, line) => Note(line.Text, line.Text.Contains("Security Policy", StringComparison.Ordinal));
            await PlayAsync(scene, page, language);
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

    [Fact]
    public async Task A_gate_is_worked_with_the_keyboard_alone()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/");
        await Expect(page.Locator("#gebruikersnaam")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("poort");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(Site.PasswordOf("poort"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#achternaam")).ToBeFocusedAsync();
        foreach (var text in new[] { "Vries", "de", "Jan Willem", string.Empty, "12031984" })
        {
            await page.Keyboard.TypeAsync(text);
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.PressAsync("Enter");
        var gate = new GatePage(page);
        await gate.ExpectAsync("match");
        await page.WaitForTimeoutAsync(500);
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator(".answer__phone")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await gate.ExpectAsync("formulier");
        await gate.ExpectCaretInSurnameAsync();
    }

    [Fact]
    public async Task Targets_at_the_gate_are_44_pixels_high()
    {
        foreach (var scene in Scene.All.Where(scene => scene.Name.StartsWith("poort", StringComparison.Ordinal)))
        {
            var page = await OpenAsync(scene.UserName);
            await PlayAsync(scene, page, "nl");
            var targets = page.Locator("main button:visible, main input[type=text]:visible, main a.button:visible, main summary:visible");
            foreach (var target in await targets.AllAsync())
            {
                var box = await target.BoundingBoxAsync();
                Assert.True(box!.Height >= 44, $"{scene.Name}: {box.Height} pixels");
            }

            await page.Context.CloseAsync();
        }
    }

    private static async Task<AxeResultItem[]> FindWithAxeAsync(IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. AxeTags] } });
        return result.Violations;
    }

    private async Task PlayAsync(Scene scene, IPage page, string language)
    {
        await page.Context.AddCookiesAsync([new Cookie { Name = "meldpunt-taal", Value = language, Url = Site.Address }]);
        await scene.PlayAsync(page, Site);
    }
}
