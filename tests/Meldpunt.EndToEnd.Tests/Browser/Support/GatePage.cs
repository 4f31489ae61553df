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

    /// <summary>The zone of an invented card of the one in the demo's register: its number, its digits, and nothing in the optional data.</summary>
    public const string RegisteredCard = "I<NLDSPECI20212<<<<<<<<<<<<<<<\n8403124M3108022NLD<<<<<<<<<<<6\nDE<VRIES<<JAN<WILLEM<<<<<<<<<<";

    /// <summary>The published specimen of a Dutch card of 2021; nobody in the demo's register.</summary>
    public const string Card = "I<NLDSPECI20212<<<<<<<<<<<<<<<\n6503101F3108022NLD<<<<<<<<<<<8\nDE<BRUIJN<<WILLEKE<LISELOTTE<<";

    /// <summary>The published specimen of a Dutch passport, with the citizen service number 999999990.</summary>
    public const string Passport = "P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<\nSPECI20142NLD6503101F2403096999999990<<<<<84";

    /// <summary>The published specimen of a Dutch driving licence.</summary>
    public const string Licence = "D1NLD15094962111659VW87Z78NB84";

    private const double ScannerGapSeconds = 0.001;
    private const int Shift = 8;
    private const int EnterKey = 13;

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

    /// <summary>Types a zone as a scanner does, wherever the focus is, with Enter behind every line.</summary>
    public async Task ScanAsync(string zone)
    {
        // Real keys with times of their own, so that a busy machine does not make a slow typist of the scanner.
        var keyboard = await page.Context.NewCDPSessionAsync(page);
        var start = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        await Task.WhenAll((zone + "\n").SelectMany((letter, number) => Press(letter, start + (number * ScannerGapSeconds))).Select(Send));
        await keyboard.DetachAsync();

        Task Send(Dictionary<string, object> key) => keyboard.SendAsync("Input.dispatchKeyEvent", key);
    }

    private static IEnumerable<Dictionary<string, object>> Press(char letter, double moment)
    {
        var isEnter = letter == '\n';
        foreach (var type in new[] { "keyDown", "keyUp" })
        {
            var key = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["type"] = type,
                ["key"] = isEnter ? "Enter" : letter.ToString(),
                ["windowsVirtualKeyCode"] = isEnter ? EnterKey : letter,
                ["modifiers"] = letter == '<' ? Shift : 0,
                ["timestamp"] = moment,
            };
            if (string.Equals(type, "keyDown", StringComparison.Ordinal))
            {
                key["text"] = isEnter ? "\r" : letter.ToString();
            }

            yield return key;
        }
    }

    /// <summary>Waits until the page shows a state: formulier, geen-match, match or geen-antwoord.</summary>
    public Task ExpectAsync(string state) => Expect(Main).ToHaveAttributeAsync("data-toestand", state);

    public Task ExpectCaretInSurnameAsync() => Expect(Surname).ToBeFocusedAsync();

    /// <summary>What stands in all text fields of the form, one after the other.</summary>
    public Task<string> TypedAsync() =>
        page.EvaluateAsync<string>("() => [...document.querySelectorAll('main input')].map(field => field.type === 'text' ? field.value : '').join('')");
}
