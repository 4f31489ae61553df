using Meldpunt.EndToEnd.Tests.Browser.Support;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

public sealed class AccessibilityTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
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
            await scene.PlayInAsync("nl", page, Site);
            var targets = page.Locator("main button:visible, main input[type=text]:visible, main a.button:visible, main summary:visible");
            foreach (var target in await targets.AllAsync())
            {
                var box = await target.BoundingBoxAsync();
                Assert.True(box!.Height >= 44, $"{scene.Name}: {box.Height} pixels");
            }

            await page.Context.CloseAsync();
        }
    }
}
