using Dapper;
using Meldpunt.Service.Access;
using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>One's own sessions, and a second factor once more.</summary>
internal static class SessionPages
{
    public const string Address = "/account/sessies";
    public const string CodeField = "#bevestigingscode";

    /// <summary>Signs in by the page, and lets five minutes go by for that session alone: it is asked for a second factor once more.</summary>
    public static async Task SignInLongAgoAsync(IPage page, Site site, string userName)
    {
        await site.SignInAsync(page, userName);
        var newest = site.Installation.Sessions.Of(site.Installation.Accounts.FindByName(userName)!.Id).MaxBy(session => session.StartedAt)!;
        await site.Installation.Writer.WriteAsync(connection => connection.Execute("UPDATE session SET verified_at = NULL WHERE id = @Id", new { newest.Id }));
        site.Part<SessionBook>().Refresh();
    }

    public static async Task ListAsync(IPage page, Site site)
    {
        await page.GotoAsync(Address);
        await page.WaitForSelectorAsync(".card");
    }

    public static async Task ConfirmAsync(IPage page, Site site)
    {
        await SignInLongAgoAsync(page, site, "toezicht");
        await page.GotoAsync("/bevestig?terug=/logboek/uitvoer");
        await page.WaitForSelectorAsync(CodeField);
    }

    public static async Task FailToConfirmAsync(IPage page, Site site)
    {
        await ConfirmAsync(page, site);
        await page.PressAsync(CodeField, "Enter");
        await page.WaitForSelectorAsync(".field__fault");
    }

    public static async Task SeeConfirmedAsync(IPage page, Site site)
    {
        await page.GotoAsync("/bevestig?terug=/logboek/uitvoer");
        await page.WaitForSelectorAsync("[role=status]");
    }

    /// <summary>The form of a participant that is excluded, with a reason and without a code.</summary>
    public static async Task FailToExcludeAsync(IPage page, Site site)
    {
        await SignInLongAgoAsync(page, site, "beheer");
        await OpenExclusionAsync(page);
        await page.FillAsync("#reden", "Deelt gegevens met derden.");
        await page.PressAsync("[id='uitsluiten.bevestigingscode']", "Enter");
        await page.WaitForSelectorAsync(".field__fault");
    }

    /// <summary>Opens the form of the first participant that can be excluded.</summary>
    public static async Task OpenExclusionAsync(IPage page)
    {
        await page.GotoAsync("/deelnemers");
        await page.ClickAsync(".card a >> nth=0");
        await page.ClickAsync("summary >> nth=1");
        await page.WaitForSelectorAsync("[id='uitsluiten.bevestigingscode']");
    }
}
