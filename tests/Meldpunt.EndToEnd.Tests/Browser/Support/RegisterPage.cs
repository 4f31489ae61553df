using System.Globalization;
using Meldpunt.Admin.Register;
using Meldpunt.Service.Pages.Registering;
using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>The conversation in which somebody is registered, as the officer who holds it sees it.</summary>
internal sealed class RegisterPage(IPage page)
{
    public const string NextButton = "#stap .buttons button:has-text('Verder')";

    /// <summary>The steps, in order.</summary>
    public static readonly string[] Steps = ["wie", "gebeurd", "afweging", "termijn", "mededeling"];

    /// <summary>A registration that breaks no rule: a warning for an incident of five days ago. Of each field what is typed or chosen.</summary>
    public static Dictionary<string, string> Good => new(StringComparer.Ordinal)
    {
        [DraftFields.Surname] = "Kwikzilver",
        [DraftFields.FirstNames] = "Hilde",
        [DraftFields.BirthDate] = "4-5-1991",
        [DraftFields.Scanned] = string.Empty,
        [RegistrationFields.IncidentDate] = Day(Officers.Today.AddDays(-5)),
        [RegistrationFields.FileReference] = "D-77",
        [RegistrationFields.Crime] = "nee",
        [RegistrationFields.EvidenceInFile] = "ja",
        [RegistrationFields.Kind] = "waarschuwing",
        [DraftFields.Extent] = "Herhaald schade gemaakt.",
        [DraftFields.Aggravating] = "Geen.",
        [DraftFields.Mitigating] = "Bood excuses aan.",
        [DraftFields.Recidivism] = "Niet eerder geregistreerd.",
        [RegistrationFields.FirstDay] = Day(Officers.Today),
        [DraftFields.Term] = "6",
        [RegistrationFields.LastDay] = string.Empty,
        [RegistrationFields.NoticeKind] = "uitgereikt",
        [RegistrationFields.NoticeDate] = Day(Officers.Today),
        [RegistrationFields.RemindOn] = string.Empty,
    };

    public IPage Page => page;

    public async Task GoAsync() => await page.GotoAsync("/registreren");

    /// <summary>Types and chooses what a form of the page has a field for.</summary>
    public async Task FillAsync(IReadOnlyDictionary<string, string> values)
    {
        foreach (var (field, value) in values)
        {
            var choice = page.Locator($"input[type=radio][name='{field}'][value='{value}']");
            var text = page.Locator($"input[type=text][id='{field}'], textarea[id='{field}']");
            if (await choice.CountAsync() > 0)
            {
                await choice.CheckAsync();
            }
            else if (await text.CountAsync() > 0 && await text.IsVisibleAsync())
            {
                await text.FillAsync(value);
            }
        }
    }

    /// <summary>Goes on to the next step.</summary>
    public async Task NextAsync()
    {
        var before = page.Url;
        await page.ClickAsync(NextButton);
        await page.WaitForURLAsync(url => !string.Equals(url, before, StringComparison.Ordinal));
    }

    /// <summary>Fills in one step after the other, from the one that is open to the last, and comes to what is to be checked.</summary>
    public async Task FillAllAsync(IReadOnlyDictionary<string, string> values)
    {
        while (await page.Locator(NextButton).CountAsync() > 0)
        {
            await FillAsync(values);
            await NextAsync();
        }
    }

    /// <summary>Types a person and goes on.</summary>
    public async Task WhoAsync(string surname, string firstNames, string birthDate)
    {
        await FillAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [DraftFields.Surname] = surname,
            [DraftFields.FirstNames] = firstNames,
            [DraftFields.BirthDate] = birthDate,
        });
        await NextAsync();
    }

    /// <summary>A field or a choice by its id, with points in it.</summary>
    public ILocator Named(string id) => page.Locator($"[id='{id}']");

    /// <summary>A day as people type it.</summary>
    public static string Day(DateOnly day) => day.ToString("d-M-yyyy", CultureInfo.InvariantCulture);

    /// <summary>The good registration with other values.</summary>
    public static Dictionary<string, string> With(params (string Field, string Value)[] changes)
    {
        var values = Good;
        foreach (var (field, value) in changes)
        {
            values[field] = value;
        }

        return values;
    }
}
