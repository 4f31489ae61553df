using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Meldpunt.EndToEnd.Tests.Browser.Support.BrowserFixture))]

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>One Chromium for all tests; each test has a context of its own in it.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    // Long, because a busy machine is no fault of a page; nothing waits longer than it must.
    private const float PatienceMs = 15_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser. Without Chromium the test is skipped, or fails where MELDPUNT_REQUIRE_BROWSER=1 says that one must be there.</summary>
    internal IBrowser Browser
    {
        get
        {
            if (_browser is null)
            {
                Assert.SkipUnless(
                    string.Equals(Environment.GetEnvironmentVariable("MELDPUNT_REQUIRE_BROWSER"), "1", StringComparison.Ordinal),
                    $"There is no {Executable}. On Debian: apt-get install chromium.");
                Assert.Fail($"There is no {Executable}, and MELDPUNT_REQUIRE_BROWSER=1.");
            }

            return _browser!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable))
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }
}
