using System.Net;
using System.Text.Json.Nodes;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Desk;

/// <summary>A house whose first participant has two officers, each signed in with a browser, and an officer of another participant.</summary>
public sealed class DeskHouse : IAsyncLifetime
{
    public const string First = "veiligheid";
    public const string Second = "tweede";
    public const string Foreign = "veiligheid-haven";

    public TestHouse House { get; } = new();

    /// <summary>Who registers.</summary>
    public Browser Officer { get; private set; } = null!;

    /// <summary>Who confirms.</summary>
    public Browser Colleague { get; private set; } = null!;

    /// <summary>An officer of another participant.</summary>
    public Browser Stranger { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await House.InitializeAsync();
        await House.AddAsync(Second, Role.Security, House.Lion, location: null);
        House.Installation.Directory.Refresh();
        Officer = await Browser.SignInAsync(House, First);
        Colleague = await Browser.SignInAsync(House, Second);
        Stranger = await Browser.SignInAsync(House, Foreign);
    }

    /// <summary>Registers for the first officer; returns the id.</summary>
    public async Task<string> RegisterAsync(JsonObject registration)
    {
        using var client = House.Client(First);
        var response = await client.PostAsync(Talk.Registrations, registration);
        Assert.True(response.StatusCode == HttpStatusCode.Created, await Browser.TextAsync(response));
        return (await response.JsonAsync()).Text("id");
    }

    /// <summary>A ban that the second officer confirmed.</summary>
    public async Task<string> ConfirmedBanAsync(string surname, string? birthDate = null)
    {
        var id = await RegisterAsync(Talk.Ban(DeskTalk.Known(surname, birthDate)));
        Assert.Equal(HttpStatusCode.Redirect, (await DoAsync(Colleague, id, "bevestigen", 1)).StatusCode);
        return id;
    }

    /// <summary>A warning.</summary>
    public Task<string> WarningAsync(string surname, string? birthDate = null) => RegisterAsync(Talk.Warning(DeskTalk.Known(surname, birthDate)));

    /// <summary>Sends the form of an act, as somebody who saw this version.</summary>
    public static Task<HttpResponseMessage> DoAsync(Browser browser, string id, string act, int version, params (string Name, string Value)[] fields)
    {
        ArgumentNullException.ThrowIfNull(browser);
        return browser.PostAsync(
            $"/registraties/{id}?handeling={act}",
            [("versie", Talk.Number(version)), .. fields.Select(field => ($"{act}.{field.Name}", field.Value))]);
    }

    /// <summary>What an officer reads on the page of an entry.</summary>
    public static async Task<string> ReadAsync(Browser browser, string id)
    {
        ArgumentNullException.ThrowIfNull(browser);
        return DeskTalk.WordsOf(await browser.ReadAsync($"/registraties/{id}"));
    }

    public async ValueTask DisposeAsync()
    {
        Officer.Dispose();
        Colleague.Dispose();
        Stranger.Dispose();
        await House.DisposeAsync();
    }
}
