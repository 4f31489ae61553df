using Dapper;
using Meldpunt.Admin.Messages;
using Microsoft.Playwright;

namespace Meldpunt.EndToEnd.Tests.Browser.Support;

/// <summary>Channels of a desk, in every state.</summary>
internal static class ChannelScenes
{
    private const string Desk = TerminalScenes.Desk;

    public static IReadOnlyList<Scene> All { get; } =
    [
        new("kanalen-leeg", "leeg-bureau", (page, _) => page.GotoAsync("/bureau/kanalen")),
        new("kanalen", Desk, ListAsync),
        new("kanalen-fouten", "leeg-bureau", FailToAddAsync),
        new("kanalen-beheer", "beheer", (page, _) => page.GotoAsync("/bureau/kanalen")),
    ];

    /// <summary>One that works, one that is tried again, one that is off, and what became of messages.</summary>
    private static async Task ListAsync(IPage page, Site site)
    {
        await MakeAsync(site);
        await page.GotoAsync("/bureau/kanalen");
        await page.EvaluateAsync("document.querySelectorAll('.channel > details:not(.twice)').forEach(one => { one.open = true; })");
    }

    private static async Task FailToAddAsync(IPage page, Site site)
    {
        await page.GotoAsync("/bureau/kanalen");
        await page.CheckAsync("input[name=soort][value=webhook]");
        await page.FillAsync("#adres", "http://meldkamer.voorbeeld.nl/");
        await page.FillAsync("#uren", "overdag");
        await page.PressAsync("#uren", "Enter");
        await page.WaitForSelectorAsync(".field__fault");
    }

    private static async Task MakeAsync(Site site)
    {
        var channels = site.Installation.Channels;
        var desk = Officers.Of(site, Desk);
        if (channels.List(desk.Participant!.Id).Any(channel => channel.EndedAt is null))
        {
            return;
        }

        var works = (await channels.AddAsync(desk, new ChannelInput { Kind = "webhook", Label = "Meldkamer", Address = "https://meldkamer.voorbeeld.nl/meldpunt", Hours = "ma-vr 07:00-23:30;za-zo 09:00-02:00" }, [], _ => null)).Made!.Channel;
        await channels.AddAsync(desk, new ChannelInput { Kind = "email", Label = "Postbus van de afdeling", Address = "veiligheid@garage.voorbeeld.nl" }, [], _ => null);
        var gone = (await channels.AddAsync(desk, new ChannelInput { Kind = "webhook", Label = "Oud systeem", Address = "https://oud.voorbeeld.nl/een/heel/lang/adres/dat/op/een/telefoon/niet/op/een/regel/past" }, [], _ => null)).Made!.Channel;
        await site.Installation.Writer.WriteAsync(connection =>
        {
            var now = site.Installation.Time.GetUtcNow();
            foreach (var (kind, state, trouble) in new[] { (MessageKind.Match, DeliveryState.Delivered, null), (MessageKind.Call, DeliveryState.GivenUp, DeliveryOutcomes.Certificate), (MessageKind.Advice, DeliveryState.Waits, DeliveryOutcomes.Busy) })
            {
                var message = connection.QuerySingle<long>(
                    "INSERT INTO message (id, participant_id, kind, made_at) VALUES (randomblob(16), @Id, @kind, @now) RETURNING seq", new { desk.Participant.Id, kind, now });
                connection.Execute(
                    "INSERT INTO delivery (message_seq, channel_id, state, attempts, due_at, since_at, ended_at, trouble) VALUES (@message, @Id, @state, 1, @Due, @now, @Ended, @trouble)",
                    new { message, works.Id, state, Due = now.AddHours(1), now, Ended = state == DeliveryState.Waits ? (DateTimeOffset?)null : now, trouble });
            }

            return connection.Execute("UPDATE channel SET off_because = @OffBecauseGone WHERE id = @Id", new { ChannelTerms.OffBecauseGone, gone.Id });
        });
    }
}
