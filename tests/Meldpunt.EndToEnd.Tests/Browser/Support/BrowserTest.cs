using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>A test that opens pages; what it opened is closed behind it.</summary>
public abstract class BrowserTest(BrowserFixture browser, Site site) : IAsyncDisposable
{
    private const float TimeoutMs = 15_000;
    private readonly List<IBrowserContext> _contexts = [];

    internal Site Site => site;

    /// <summary>A page in a fresh browser, signed in when a user name is given.</summary>
    internal async Task<IPage> OpenAsync(string? userName = null, BrowserNewContextOptions? options = null)
    {
        var chosen = options ?? new BrowserNewContextOptions();
        chosen.BaseURL ??= site.Address;
        chosen.StorageState = userName is null ? null : await site.SessionOfAsync(userName, browser.Browser);
        var context = await browser.Browser.NewContextAsync(chosen);
        context.SetDefaultTimeout(TimeoutMs);
        _contexts.Add(context);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts)
        {
            await context.CloseAsync();
        }

        GC.SuppressFinalize(this);
    }
}
