using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Installations;
using Meldpunt.Service;
using Meldpunt.Service.Demo;
using Meldpunt.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>The real service over a demo installation of its own, on a free port.</summary>
public sealed class Site : IAsyncLifetime
{
    /// <summary>Somebody of management who has no second factor yet.</summary>
    internal const string Newcomer = "nieuw-beheer";

    private const string QuietDesk = "leeg-bureau";

    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("meldpunt-pages-").FullName;
    private readonly Dictionary<string, (string State, DateTimeOffset At)> _sessions = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _signingIn = new(1);
    private WebApplication? _app;
    private DemoSecrets? _secrets;

    internal Installation Installation { get; private set; } = null!;

    /// <summary>The clock of the service.</summary>
    internal MovedTime Time { get; } = new();

    internal string Address { get; private set; } = string.Empty;

    public async ValueTask InitializeAsync()
    {
        Installation = await DemoInstallation.OpenAsync(_folder, Time);
        await AddQuietGarageAsync();
        _secrets = DemoInstallation.ReadSecrets(_folder);
        _app = MeldpuntHost.Build(Installation, new HostOptions { LogConsole = null });
        await _app.StartAsync();
        Address = _app.Urls.First();
    }

    /// <summary>Stops the service and starts it over the same folder at the same address.</summary>
    internal async Task RestartAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await Installation.DisposeAsync();
        Installation = await DemoInstallation.OpenAsync(_folder, Time);
        _app = MeldpuntHost.Build(Installation, new HostOptions { LogConsole = null, Port = new Uri(Address).Port });
        await _app.StartAsync();
    }

    /// <summary>A part of the running service.</summary>
    internal T Part<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>();

    /// <summary>Password of an account of the demo.</summary>
    internal string PasswordOf(string userName) => userName is QuietDesk or Newcomer
        ? userName + userName
        : _secrets!.Accounts.Single(account => string.Equals(account.UserName, userName, StringComparison.Ordinal)).Password;

    /// <summary>
    /// The cookies of an account that signed in once for many tests, because signing in is slow and limited on purpose; anew after a few minutes, before what is grave would ask for a
    /// second factor once more.
    /// </summary>
    internal async Task<string> SessionOfAsync(string userName, IBrowser browser)
    {
        await _signingIn.WaitAsync();
        try
        {
            if (!_sessions.TryGetValue(userName, out var session) || Time.GetUtcNow() - session.At > FreshFor)
            {
                await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = Address });
                await SignInAsync(await context.NewPageAsync(), userName);
                session = (await context.StorageStateAsync(), Time.GetUtcNow());
                _sessions[userName] = session;
            }

            return session.State;
        }
        finally
        {
            _signingIn.Release();
        }
    }

    /// <summary>Signs in by the page.</summary>
    internal async Task SignInAsync(IPage page, string userName)
    {
        await page.GotoAsync("/aanmelden");
        await page.FillAsync("#gebruikersnaam", userName);
        await page.FillAsync("#wachtwoord", PasswordOf(userName));
        await page.PressAsync("#wachtwoord", "Enter");
        await GiveCodeAsync(page, userName);
        // Looked at again and again: waiting for the page's load event can miss it when the page is there too soon.
        await Assertions.Expect(page).Not.ToHaveURLAsync(Patterns.SignIn);
        await Assertions.Expect(page.Locator("main")).ToBeVisibleAsync();
    }

    /// <summary>The second step, for whoever has one: a code of a new app, and another one when its half minute ended on the way.</summary>
    internal async Task GiveCodeAsync(IPage page, string userName)
    {
        if (!Installation.SecondFactors.Find(Installation.Accounts.FindByName(userName)!.Id).HasAny)
        {
            return;
        }

        var tooLate = page.Locator("main [role=alert]");
        do
        {
            await page.FillAsync("#code", await Installation.FreshCodeAsync(userName));
            await page.PressAsync("#code", "Enter");
            await Assertions.Expect(page.Locator("#code").And(page.Locator(":not([aria-invalid])"))).ToHaveCountAsync(0);
        }
        while (await tooLate.CountAsync() > 0 && await page.Locator("#code").CountAsync() > 0);
    }

    // A garage that has registered nobody and asked nothing yet.
    private async Task AddQuietGarageAsync()
    {
        var quiet = await Installation.SettleAsync("Garage Stilte", "+31 20 555 0104", ["Ingang"]);
        var account = await Installation.Accounts.CreateAsync(QuietDesk, QuietDesk + QuietDesk, Role.Security, quiet.Id, locationId: null);
        await Installation.GiveAppAsync(account.Id);
        await Installation.Accounts.CreateAsync(Newcomer, Newcomer + Newcomer, Role.Management, participantId: null, locationId: null);
        Installation.Directory.Refresh();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        await Installation.DisposeAsync();
        _signingIn.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
