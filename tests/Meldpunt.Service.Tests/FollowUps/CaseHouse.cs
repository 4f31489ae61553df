using Meldpunt.Index.Identity;
using Meldpunt.Service.Tests.Desk;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.FollowUps;

/// <summary>A house in which an officer of each desk signed in with a browser: the harbour's gate asks, the lion registered.</summary>
public sealed class CaseHouse : IAsyncLifetime
{
    public TestHouse House { get; } = new();

    /// <summary>The desk of the gate that asks.</summary>
    public Browser Asker { get; private set; } = null!;

    /// <summary>The desk that registered.</summary>
    public Browser Source { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await House.InitializeAsync();
        Asker = await Browser.SignInAsync(House, "veiligheid-haven");
        Source = await Browser.SignInAsync(House, "veiligheid");
    }

    /// <summary>A visitor at the harbour matches somebody whom the lion registered; the path of the case, and its reference.</summary>
    public async Task<(string Path, string Reference)> MatchAsync(string surname, string gate = "poort-haven")
    {
        await House.RegisterAsync(surname);
        var (query, reference) = await House.MatchAsync(gate, surname);
        return ($"/zaken/{House.CaseOf(query)}", reference);
    }

    /// <summary>The words of a page.</summary>
    public static async Task<string> WordsAsync(Browser browser, string path)
    {
        ArgumentNullException.ThrowIfNull(browser);
        return DeskTalk.WordsOf(await browser.ReadAsync(path));
    }

    /// <summary>Presses a button of a form of a case, as somebody who saw this version.</summary>
    public static Task<HttpResponseMessage> PressAsync(Browser browser, string path, string form, int version, params (string Name, string Value)[] fields)
    {
        ArgumentNullException.ThrowIfNull(browser);
        return browser.PostAsync($"{path}?handler={form}", [("versie", Talk.Number(version)), .. fields]);
    }

    /// <summary>The case of a page, as it is stored.</summary>
    public Admin.FollowUps.FollowUp Stored(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        Assert.True(OpaqueId.TryParse(path.Split('/')[^1], out var id));
        return House.Installation.FollowUps.FindAnyones(id)!;
    }

    public async ValueTask DisposeAsync()
    {
        Asker.Dispose();
        Source.Dispose();
        await House.DisposeAsync();
    }
}
