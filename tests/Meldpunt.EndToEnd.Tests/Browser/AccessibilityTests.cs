using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

public sealed class AccessibilityTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const int NarrowestPixels = 320;

    public static TheoryData<string, ColorScheme> Looks => new()
    {
        { "nl", ColorScheme.Light }, { "nl", ColorScheme.Dark }, { "en", ColorScheme.Light }, { "en", ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task No_page_in_any_state_has_a_fault_that_axe_finds(string language, ColorScheme scheme)
    {
        foreach (var scene in Scene.All)
        {
            var page = await OpenSceneAsync(scene, new BrowserNewContextOptions { ColorScheme = scheme }, language);
            var result = await page.RunAxe(new AxeRunOptions
            {
                RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
            });
            Assert.True(
                result.Violations.Length == 0,
                $"{scene.Name}: {string.Join("; ", result.Violations.Select(violation => $"{violation.Id} at {violation.Nodes[0].Html}"))}");
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task No_page_scrolls_sideways_at_320_pixels()
    {
        foreach (var scene in Scene.All)
        {
            var page = await OpenSceneAsync(
                scene, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = NarrowestPixels, Height = 640 } }, "nl");
            var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            Assert.True(width <= NarrowestPixels, $"{scene.Name} is {width} pixels wide.");
            await page.Context.CloseAsync();
        }
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
            var page = await OpenSceneAsync(scene, new BrowserNewContextOptions(), "nl");
            var targets = page.Locator("main button:visible, main input[type=text]:visible, main a.button:visible, main summary:visible");
            foreach (var target in await targets.AllAsync())
            {
                var box = await target.BoundingBoxAsync();
                Assert.True(box!.Height >= 44, $"{scene.Name}: {box.Height} pixels");
            }

            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task No_page_asks_anything_of_another_site_or_breaks_its_own_security_policy()
    {
        foreach (var scene in Scene.All)
        {
            var page = await OpenAsync(scene.UserName);
            var elsewhere = new List<string>();
            var complaints = new List<string>();
            page.Request += (_, request) => elsewhere.AddRange(request.Url.StartsWith(Site.Address, StringComparison.Ordinal) ? [] : [request.Url]);
            page.Console += (_, line) => complaints.AddRange(line.Text.Contains("Security Policy", StringComparison.Ordinal) ? [line.Text] : []);
            await scene.PlayAsync(page, Site);
            Assert.Empty(elsewhere);
            Assert.Empty(complaints);
            await page.Context.CloseAsync();
        }
    }

    private async Task<IPage> OpenSceneAsync(Scene scene, BrowserNewContextOptions options, string language)
    {
        var page = await OpenAsync(scene.UserName, options);
        await page.Context.AddCookiesAsync([new Cookie { Name = "meldpunt-taal", Value = language, Url = Site.Address }]);
        await scene.PlayAsync(page, Site);
        return page;
    }
}
