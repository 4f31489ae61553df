using System.Text.Json.Nodes;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Desk;

/// <summary>Where a desk begins: what needs a person now; and the list of registrations with their states.</summary>
public sealed class DeskStartTests(DeskHouse desk) : IClassFixture<DeskHouse>
{
    private const string Confirm = "Door u te bevestigen";
    private const string Tell = "In te lichten";
    private const string Restricted = "Beperkt";
    private const string Own = "Door u gemaakt, wacht op een ander";
    private const string Ending = "Verloopt binnen 30 dagen";

    [Fact]
    public async Task What_waits_is_to_confirm_for_one_officer_and_waits_for_another_for_the_other()
    {
        await desk.RegisterAsync(Talk.Ban(DeskTalk.Known("Tweemaal")));

        var own = await StartAsync(desk.Officer);
        var others = await StartAsync(desk.Colleague);

        Assert.Contains("Tweemaal", Part(own, Own, Ending), StringComparison.Ordinal);
        Assert.DoesNotContain("Tweemaal", Part(own, Confirm, Tell), StringComparison.Ordinal);
        Assert.Contains("Tweemaal", Part(others, Confirm, Tell), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_that_was_put_off_stands_there_until_it_is_given_and_says_when_its_day_has_come()
    {
        var later = await desk.RegisterAsync(PutOff("Laterman", "2026-12-20"));
        await desk.RegisterAsync(PutOff("Eerderman", "2026-12-01"));

        var before = Part(await StartAsync(desk.Officer), Tell, Restricted);
        await DeskHouse.DoAsync(desk.Officer, later, "mededelen", 1, ("wijze", "post"), ("datum", "21-11-2026"));
        var after = Part(await StartAsync(desk.Officer), Tell, Restricted);

        Assert.Matches("Eerderman.*Uitgesteld tot 1 december 2026.*Laterman.*Uitgesteld tot 20 december 2026", before);
        Assert.DoesNotContain("Laterman", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_restricted_stands_there_with_since_when()
    {
        var id = await desk.WarningAsync("Beperkerd");
        await DeskHouse.DoAsync(desk.Officer, id, "beperken", 1, ("reden", "Bezwaar van de persoon."));

        Assert.Matches("Beperkerd.*Sinds 21 november 2026", Part(await StartAsync(desk.Officer), Restricted, Own));
    }

    [Fact]
    public async Task What_ends_within_thirty_days_stands_there_and_what_ends_later_does_not()
    {
        await desk.RegisterAsync(EndingOn("Dertig", "2026-12-21"));
        await desk.RegisterAsync(EndingOn("Eenendertig", "2026-12-22"));

        var ending = Part(await StartAsync(desk.Officer), Ending, "Registraties Onbekenden Instellingen");

        Assert.Contains("van den Waarschuwing Tot en met 21 december 2026", ending, StringComparison.Ordinal);
        Assert.DoesNotContain("Eenendertig", ending, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_desk_sees_nothing_of_another_participant()
    {
        await desk.RegisterAsync(Talk.Ban(DeskTalk.Known("Onzichtbaar")));

        var start = await StartAsync(desk.Stranger);

        Assert.DoesNotContain("Onzichtbaar", start, StringComparison.Ordinal);
        Assert.Contains("Er wacht niets op uw bevestiging.", start, StringComparison.Ordinal);
        Assert.Contains("Er is niets beperkt.", start, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_desk_begins_at_its_desk()
    {
        var response = await desk.Officer.OpenAsync("/");

        Assert.Equal("/bureau", response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Registrations_are_listed_by_state()
    {
        var restricted = await desk.WarningAsync("Toestandman");
        await DeskHouse.DoAsync(desk.Officer, restricted, "beperken", 1, ("reden", "Wordt beoordeeld."));

        Assert.Contains("Toestandman", await desk.Officer.ReadAsync("/registraties"), StringComparison.Ordinal);
        Assert.Contains("Toestandman", await desk.Officer.ReadAsync("/registraties?toestand=beperkt"), StringComparison.Ordinal);
        Assert.DoesNotContain("Toestandman", await desk.Officer.ReadAsync("/registraties?toestand=actief"), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await desk.Officer.OpenAsync("/registraties?toestand=iets")).StatusCode);
    }

    private static async Task<string> StartAsync(Browser browser) => DeskTalk.WordsOf(await browser.ReadAsync("/bureau"));

    private static string Part(string page, string from, string until)
    {
        var start = page.IndexOf(from, StringComparison.Ordinal);
        return page[start..page.IndexOf(until, start, StringComparison.Ordinal)];
    }

    private static JsonObject PutOff(string surname, string remindOn)
    {
        var warning = Talk.Warning(DeskTalk.Known(surname));
        warning["criteria"]!["mededeling"] = new JsonObject { ["wijze"] = "uitgesteld", ["reden"] = "Er loopt een onderzoek.", ["herinnerenOp"] = remindOn };
        return warning;
    }

    private static JsonObject EndingOn(string surname, string lastDay)
    {
        var warning = Talk.Warning(DeskTalk.Known(surname));
        warning["einddatum"] = lastDay;
        return warning;
    }
}
