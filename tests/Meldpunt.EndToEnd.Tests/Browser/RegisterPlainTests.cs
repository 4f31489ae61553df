using Meldpunt.Admin.Register;
using Meldpunt.Admin.Register.Drafts;
using Meldpunt.EndToEnd.Tests.Browser.Support;
using Meldpunt.Service.Pages.Registering;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser;

/// <summary>The conversation without script, by keyboard alone, on a telephone, from a document, and after the browser was closed.</summary>
public sealed class RegisterPlainTests(BrowserFixture browser, Site site) : BrowserTest(browser, site), IClassFixture<Site>
{
    private const string ServiceNumber = "999999990";

    [Theory]
    [InlineData("nl")]
    [InlineData("en")]
    public async Task It_works_without_script_and_at_320_pixels_in_either_language(string language)
    {
        var page = await OpenAsync(Officers.Own, new BrowserNewContextOptions { JavaScriptEnabled = false, ViewportSize = new ViewportSize { Width = 320, Height = 640 } });
        await page.Context.AddCookiesAsync([new Cookie { Name = "meldpunt-taal", Value = language, Url = Site.Address }]);
        var register = new RegisterPage(page);
        await register.GoAsync();
        foreach (var step in RegisterPage.Steps)
        {
            await register.FillAsync(RegisterPage.With((DraftFields.Surname, "Zonderschrift")));
            await page.ClickAsync("#stap .buttons button >> nth=0");
        }

        await page.ClickAsync("main form button.button");
        await Expect(page.Locator("main")).ToContainTextAsync("Zonderschrift");
        Assert.DoesNotContain("controle", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_worked_with_the_keyboard_alone()
    {
        var page = await OpenAsync(Officers.Own);
        await page.GotoAsync("/registreren");
        await Expect(page.Locator("[id='persoon.achternaam']")).ToBeFocusedAsync();
        // What is typed in one field after the other; a blank is a field that is passed over, and a space chooses.
        await TypeAsync(page, "Toetsenbord", string.Empty, "Hilde", string.Empty, "04051991");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Wat is er gebeurd");
        await TypeAsync(page, RegisterPage.Day(Officers.Today.AddDays(-2)), "D-1", " ", " ");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Afweging");
        await TypeAsync(page, "Kras op zes auto's.", "Niets.", "Niets.", string.Empty);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Termijn");
        await page.Locator($"[id='{RegistrationFields.FirstDay}']").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Mededeling");
        await page.Locator($"[id='{RegistrationFields.NoticeKind}-0']").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Kijk het na");
        await page.Locator("main form button.button").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main")).ToContainTextAsync("Toetsenbord");
    }

    [Fact]
    public async Task A_draft_survives_a_closed_browser_and_is_gone_on_with_or_thrown_away_by_its_officer_alone()
    {
        await Officers.DraftAsync(Site, Officers.Own, RegisterPage.With((DraftFields.Surname, "Weggegooid")));
        var first = new RegisterPage(await OpenAsync(Officers.Own));
        await first.GoAsync();
        await first.WhoAsync("Bewaarmans", "Hilde", "4-5-1991");
        await first.Named(RegistrationFields.FileReference).FillAsync("D-90");
        await first.Page.ClickAsync("text=Bewaar en stop");
        await first.Page.Context.CloseAsync();

        var colleague = await OpenAsync(Officers.Other);
        await colleague.GotoAsync("/registreren");
        await Expect(colleague.Locator(".talk__side")).Not.ToContainTextAsync("Bewaarmans");

        var again = new RegisterPage(await OpenAsync(Officers.Own));
        await again.GoAsync();
        await again.Page.ClickAsync("[aria-label='Gooi weg: Weggegooid, Hilde']");
        await Expect(again.Page.Locator(".drafts")).Not.ToContainTextAsync("Weggegooid");
        await again.Page.ClickAsync("[aria-label='Ga verder: Bewaarmans, Hilde']");
        await Expect(again.Named(RegistrationFields.FileReference)).ToHaveValueAsync("D-90");
        await colleague.GotoAsync(again.Page.Url);
        await Expect(colleague.Locator("main")).ToContainTextAsync("Deze registratie is er niet meer");
    }

    [Fact]
    public async Task One_draft_too_many_is_not_begun_and_what_was_typed_stays_on_the_screen()
    {
        var officer = Officers.Of(Site, Officers.Other);
        while (await Site.Installation.Drafts.BeginAsync(officer, RegisterPage.Good) is not null)
        {
        }

        var page = await OpenAsync(Officers.Other);
        await page.GotoAsync("/registreren");
        await page.FillAsync("[id='persoon.achternaam']", "Eenteveel");
        await page.ClickAsync(RegisterPage.NextButton);

        await Expect(page.Locator(".notice--fault")).ToContainTextAsync("20 begonnen registraties");
        await Expect(page.Locator("[id='persoon.achternaam']")).ToHaveValueAsync("Eenteveel");
        Assert.Equal(DraftStore.MaxPerAccount, Site.Installation.Drafts.List(officer).Count);
    }

    [Fact]
    public async Task A_scanned_passport_fills_in_the_person_and_its_numbers_never_leave_the_browser()
    {
        var page = await OpenAsync(Officers.Own);
        var sent = new List<string>();
        page.Request += (_, request) => sent.Add(request.PostData ?? string.Empty);
        await page.GotoAsync("/registreren");
        await new GatePage(page).ScanAsync(GatePage.Passport);
        await Expect(page.Locator("[id='persoon.achternaam']")).ToHaveValueAsync("DE BRUIJN");
        await page.ClickAsync(RegisterPage.NextButton);
        await Expect(page.Locator("h1")).ToHaveTextAsync("Wat is er gebeurd");

        await page.GotoAsync("/registreren");
        await page.ClickAsync("summary");
        await page.FillAsync("#zone", GatePage.Passport);
        await page.ClickAsync("[data-lees-zone]");
        await Expect(page.Locator("[id='persoon.voornamen']")).ToHaveValueAsync("WILLEKE LISELOTTE");
        await page.ClickAsync(RegisterPage.NextButton);
        await Expect(page.Locator("h1")).ToHaveTextAsync("Wat is er gebeurd");

        Assert.Contains(sent, body => body.Contains("BRUIJN", StringComparison.Ordinal));
        Assert.DoesNotContain(sent, body => body.Contains(ServiceNumber, StringComparison.Ordinal) || body.Contains("SPECI20142", StringComparison.Ordinal));
    }

    // Each text into a field, a space onto a choice; then on to the next.
    private static async Task TypeAsync(IPage page, params string[] texts)
    {
        // The browser gives the caret to the first field when it first paints; a key before that goes nowhere.
        await Expect(page.Locator(":focus")).ToBeVisibleAsync();
        for (var number = 0; number < texts.Length; number++)
        {
            if (string.Equals(texts[number], " ", StringComparison.Ordinal))
            {
                await page.Keyboard.PressAsync("Space");
            }
            else
            {
                await page.Keyboard.TypeAsync(texts[number]);
            }

            if (number < texts.Length - 1)
            {
                await page.Keyboard.PressAsync("Tab");
            }
        }
    }
}
