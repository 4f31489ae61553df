using System.Net;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Desk;

/// <summary>What a desk sets for itself.</summary>
public sealed class DeskSettingsTests(DeskHouse desk) : IClassFixture<DeskHouse>
{
    private const string Settings = "/bureau/instellingen";

    [Fact]
    public async Task The_letterhead_and_the_hours_stand_in_the_letters_from_then_on_and_the_change_is_in_the_log()
    {
        var id = await desk.WarningAsync("Briefhoofd");

        var saved = await desk.Officer.PostAsync(
            Settings + "?handler=letterhead", ("briefhoofd", "De Leeuw Parkeren BV\r\nT.a.v. veiligheid\r\nRokin 1\r\n1012 KT Amsterdam"), ("bereikbaarheid", "werkdagen van 9 tot 17 uur"));

        var letter = DeskTalk.WordsOf(await desk.Officer.ReadAsync($"/registraties/{id}/brief"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("De Leeuw Parkeren BV T.a.v. veiligheid Rokin 1 1012 KT Amsterdam Jan Willem", letter, StringComparison.Ordinal);
        Assert.Contains("Adres De Leeuw Parkeren BV, T.a.v. veiligheid, Rokin 1, 1012 KT Amsterdam", letter, StringComparison.Ordinal);
        Assert.Contains("Bereikbaar werkdagen van 9 tot 17 uur", letter, StringComparison.Ordinal);
        Assert.Contains("deelnemer.gewijzigd", Acts(), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_letterhead_of_more_lines_than_fit_is_refused_and_stays_in_the_field()
    {
        var refused = await desk.Officer.PostAsync(Settings + "?handler=letterhead", ("briefhoofd", string.Join("\n", Enumerable.Repeat("regel", 9))), ("bereikbaarheid", string.Empty));

        var page = DeskTalk.WordsOf(await Browser.TextAsync(refused));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("een briefhoofd heeft hoogstens 8 regels", page, StringComparison.Ordinal);
        Assert.Contains("regel regel regel", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_two_officers_one_pair_of_eyes_is_refused_and_the_page_says_why()
    {
        var page = DeskTalk.WordsOf(await desk.Officer.ReadAsync(Settings));
        var forced = await desk.Officer.PostAsync(Settings + "?handler=officers", ("bevestiging", "eenOfficier"));

        Assert.Contains("Met één paar ogen werken kan alleen bij één functionaris.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Werk met één paar ogen", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, forced.StatusCode);
    }

    [Fact]
    public async Task With_one_officer_it_can_be_chosen_and_ends_by_itself_when_there_are_two()
    {
        await desk.Stranger.PostAsync(Settings + "?handler=officers", ("bevestiging", "eenOfficier"));
        var alone = DeskTalk.WordsOf(await desk.Stranger.ReadAsync(Settings));

        await desk.House.Installation.Accounts.CreateAsync("tweede-haven", TestHouse.Password, Role.Security, desk.House.Harbour.Id, locationId: null);
        desk.House.Installation.Directory.Refresh();
        var together = DeskTalk.WordsOf(await desk.Stranger.ReadAsync(Settings));

        Assert.Contains("werkt met één paar ogen: een toegangsverbod gaat meteen in", alone, StringComparison.Ordinal);
        Assert.Contains("gaat in als een tweede functionaris van uw garage bevestigt", together, StringComparison.Ordinal);
        Assert.Contains("deelnemer.bevestigingGewijzigd", Acts(), StringComparer.Ordinal);
    }

    private IEnumerable<string> Acts()
    {
        const int Many = 200;
        var acts = desk.House.Installation.ActReader;
        return new[] { desk.House.Lion.Id, desk.House.Harbour.Id }.SelectMany(id => acts.List(id, id, beforeSeq: null, Many)).Select(done => done.Act.Kind);
    }
}
