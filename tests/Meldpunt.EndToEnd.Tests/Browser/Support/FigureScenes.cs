using System.Runtime.CompilerServices;
using Dapper;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Index.Identity;
using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>The page of figures, and the page on which a visitor is marked.</summary>
internal static class FigureScenes
{
    private const int Months = 6;

    // Each site has its own register.
    private static readonly ConditionalWeakTable<Site, Lazy<Task<OpaqueId>>> Marked = [];

    public static IReadOnlyList<Scene> All { get; } =
    [
        new("cijfers-leeg", "leeg-bureau", (page, _) => page.GotoAsync("/cijfers?van=2026-01&tot=2026-01")),
        new("cijfers-fout", "toezicht", (page, _) => page.GotoAsync("/cijfers?van=gisteren")),
        new("cijfers", "beheer", ReadAsync),
        new("cijfers-bureau", "veiligheid", ReadAsync),
        new("merkteken", "veiligheid", async (page, site) => await page.GotoAsync($"/zaken/{await CaseAsync(site)}/merkteken")),
        new("merkteken-fouten", "veiligheid", FailToMarkAsync),
    ];

    private static async Task ReadAsync(IPage page, Site site)
    {
        await CaseAsync(site);
        await page.GotoAsync("/cijfers");
        await page.Locator("summary").First.ClickAsync();
    }

    private static async Task FailToMarkAsync(IPage page, Site site)
    {
        await page.GotoAsync($"/zaken/{await CaseAsync(site)}/merkteken");
        await page.FillAsync("#achternaam", "Zonderland");
        await page.FillAsync("#geboortedatum", "31-2-1984");
        await page.ClickAsync("main form .button:not(.button--quiet)");
        await page.WaitForSelectorAsync("#geboortedatum-fout");
    }

    // Half a year of cases of two participants, one of which may be marked.
    private static Task<OpaqueId> CaseAsync(Site site) => Marked.GetValue(site, one => new Lazy<Task<OpaqueId>>(() => FillAsync(one))).Value;

    private static async Task<OpaqueId> FillAsync(Site site)
    {
        var desk = site.Installation.Directory.Accounts.Single(account => string.Equals(account.UserName, "veiligheid", StringComparison.Ordinal)).ParticipantId!.Value;
        var other = site.Installation.Directory.Participants.First(participant => participant.Id != desk).Id;
        var now = site.Installation.Time.GetUtcNow();
        var marked = OpaqueId.Create();
        await site.Installation.Writer.WriteAsync(connection =>
        {
            for (var number = 0; number < Months * 20; number++)
            {
                var isDesk = number % 3 != 0;
                var openedAt = now.AddDays(-30 * (number / 20)).AddMinutes(-number);
                var outcome = number % 5 == 0 ? VisitorIdentity.OtherPerson : number % 7 == 0 ? VisitorIdentity.Unclear : VisitorIdentity.Confirmed;
                Insert(connection, number == 1 ? marked : OpaqueId.Create(), isDesk ? desk : other, isDesk ? other : desk, openedAt, openedAt.AddSeconds(50 + (number * number % 1900)), number == 1 ? VisitorIdentity.OtherPerson : outcome);
            }

            return connection.Execute("UPDATE follow_up SET state = 3, source_says = 2 WHERE id = @marked", new { marked });
        });
        await site.Installation.Writer.WriteAsync(connection => connection.Execute(
            "INSERT INTO message (id, participant_id, kind, follow_up_id, made_at) VALUES (@id, zeroblob(16), 7, @marked, @now)", new { id = OpaqueId.Create(), marked, now }));
        site.Installation.Figures.Forget();
        return marked;
    }

    private static void Insert(
        Microsoft.Data.Sqlite.SqliteConnection connection, OpaqueId id, OpaqueId asker, OpaqueId source, DateTimeOffset openedAt, DateTimeOffset calledAt, VisitorIdentity outcome) => connection.Execute(
        """
        INSERT INTO follow_up (id, seq, place, query_id, entry_id, match_year, match_number, agreement, opened_at, asker_id, location_id, account_id, source_id, state, called_at, advised_at, outcome, advice)
        VALUES (@id, -1, 0, @id, @id, 2026, 90, 0, @openedAt, @asker, @id, @id, @source, 4, @calledAt, @advisedAt, @outcome, 1)
        """,
        new { id, openedAt, asker, source, calledAt, advisedAt = calledAt.AddMinutes(1), outcome });
}
