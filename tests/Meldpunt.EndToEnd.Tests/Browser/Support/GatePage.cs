using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>The gate page, as the one who stands at it handles it.</summary>
internal sealed class GatePage(IPage page)
{
    /// <summary>Somebody of the demo's register.</summary>
    public static readonly (string Surname, string FirstNames, string BirthDate) Registered = ("de Vries", "Jan Willem", "12-3-1984");

    /// <summary>Somebody of whom the demo's register holds nothing.</summary>
    public static readonly (string Surname, string FirstNames, string BirthDate) Stranger = ("Zonderland", "Maria", "01051990");

    public ILocator Main => page.Locator("main");

    public ILocator Surname => page.Locator("#achternaam");

    public async Task GoAsync() => await page.GotoAsync("/poort");

    public async Task TypeAsync((string Surname, string FirstNames, string BirthDate) visitor)
    {
        await page.FillAsync("#achternaam", visitor.Surname);
        await page.FillAsync("#voornamen", visitor.FirstNames);
        await page.FillAsync("#geboortedatum", visitor.BirthDate);
    }

    public async Task AskAsync((string Surname, string FirstNames, string BirthDate) visitor)
    {
        await TypeAsync(visitor);
        await page.PressAsync("#geboortedatum", "Enter");
    }

    /// <summary>Waits until the page shows a state: formulier, geen-match, match or geen-antwoord.</summary>
    public Task ExpectAsync(string state) => Expect(Main).ToHaveAttributeAsync("data-toestand", state);

    public Task ExpectCaretInSurnameAsync() => Expect(Surname).ToBeFocusedAsync();

    /// <summary>What stands in all text fields of the form, one after the other.</summary>
    public Task<string> TypedAsync() =>
        page.EvaluateAsync<string>("() => [...document.querySelectorAll('main input')].map(field => field.type === 'text' ? field.value : '').join('')");
}
