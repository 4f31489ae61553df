using Meldpunt.EndToEnd.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser;

public sealed class EnglishPagesTests(BrowserFixture browser, Site site) : PageRound(browser, site)
{
    [Fact]
    public Task No_page_in_English_has_a_fault_that_axe_finds_scrolls_sideways_at_320_pixels_or_asks_anything_of_another_site() =>
        LookAtAllAsync("en", ColorScheme.Dark, few: true);
}
