using System.Net;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Terminals;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Terminals;

/// <summary>The desk's page of its terminals, and of what its gates do.</summary>
public sealed class TerminalPageTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string Add = "/terminals?handler=add";

    [Fact]
    public async Task A_desk_adds_a_terminal_sees_its_code_once_and_how_it_stands()
    {
        using var desk = await Browser.SignInAsync(house, "veiligheid");
        var added = await Browser.TextAsync(await desk.PostAsync(Add, ("naam", " Kassa 1 "), ("locatie", house.IdOf("Rokin"))));
        var code = GateTalk.CodeIn(added);
        Assert.Contains("Code voor Kassa 1", added, StringComparison.Ordinal);
        Assert.Contains(house.Base + "/terminal", added, StringComparison.Ordinal);
        Assert.Contains("Wacht op zijn code", added, StringComparison.Ordinal);
        Assert.DoesNotContain(code, await desk.ReadAsync("/terminals"), StringComparison.Ordinal);

        house.Time.Advance(TerminalStore.CodeLifetime);
        using var gate = Browser.Open(house);
        using var again = await Browser.SignInAsync(house, "veiligheid");
        Assert.Contains("Code verlopen", await again.ReadAsync("/terminals"), StringComparison.Ordinal);
        var terminal = house.TerminalOf(house.Lion, "Kassa 1");
        var renewed = GateTalk.CodeIn(await Browser.TextAsync(await again.PostAsync("/terminals?handler=code", ("terminal", terminal.Id.ToString()))));
        await gate.PostAsync("/terminal", ("code", renewed));
        Assert.Contains("nog niemand", await again.ReadAsync("/terminals"), StringComparison.Ordinal);
        await house.HireAsync("lijst", "2001", house.Lion, "Rokin");
        await gate.ComeInAsync("2001");
        Assert.DoesNotContain("nog niemand", await again.ReadAsync("/terminals"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await again.PostAsync("/terminals?handler=code", ("terminal", terminal.Id.ToString()))).StatusCode);

        using var auditor = await Browser.SignInAsync(house, "veiligheid");
        var acts = await auditor.ReadAsync("/handelingen");
        Assert.Contains("Terminal toegevoegd", acts, StringComparison.Ordinal);
        Assert.Contains("Nieuwe code voor een terminal", acts, StringComparison.Ordinal);
        Assert.Contains("De terminal zelf", acts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_a_terminal_is_told_at_once_and_a_name_is_used_once()
    {
        using var desk = await Browser.SignInAsync(house, "veiligheid");
        var wrong = await desk.PostAsync(Add, ("naam", new string('x', TerminalStore.MaxLabelLength + 1)), ("locatie", house.IdOf("Noord")));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        var page = await Browser.TextAsync(wrong);
        Assert.Contains("Een naam heeft 1 tot 40 tekens.", page, StringComparison.Ordinal);
        Assert.Contains("Kies een locatie van uw garage.", page, StringComparison.Ordinal);

        await desk.PostAsync(Add, ("naam", "Dubbel"), ("locatie", house.IdOf("Rokin")));
        var twice = await desk.PostAsync(Add, ("naam", "DUBBEL"), ("locatie", house.IdOf("Rokin")));
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        Assert.Contains("Er is al een terminal met deze naam.", await Browser.TextAsync(twice), StringComparison.Ordinal);

        await desk.PostAsync("/terminals?handler=end", ("terminal", house.TerminalOf(house.Lion, "Dubbel").Id.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await desk.PostAsync(Add, ("naam", "Dubbel"), ("locatie", house.IdOf("Rokin")))).StatusCode);
    }

    [Fact]
    public async Task A_terminal_of_another_participant_is_not_there()
    {
        await house.AddTerminalAsync("veiligheid-haven", "Slagboom", "Noord");
        var theirs = house.TerminalOf(house.Harbour, "Slagboom");
        using var desk = await Browser.SignInAsync(house, "veiligheid");
        Assert.DoesNotContain("Slagboom", await desk.ReadAsync("/terminals"), StringComparison.Ordinal);

        foreach (var handler in new[] { "code", "end" })
        {
            var others = await desk.PostAsync($"/terminals?handler={handler}", ("terminal", theirs.Id.ToString()));
            var nobodys = await desk.PostAsync($"/terminals?handler={handler}", ("terminal", OpaqueId.Create().ToString()));
            var nonsense = await desk.PostAsync($"/terminals?handler={handler}", ("terminal", "' OR 1=1 --"));
            Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound], new[] { others, nobodys, nonsense }.Select(response => response.StatusCode));
            Assert.Equal(await Browser.TextAsync(nobodys), await Browser.TextAsync(others));
        }

        Assert.Equal(TerminalState.AwaitsCode, house.TerminalOf(house.Harbour, "Slagboom").StateAt(house.Time.GetUtcNow()));
    }

    [Fact]
    public async Task What_a_gate_does_without_an_answer_stands_in_its_page_as_text_and_has_a_bound()
    {
        using var desk = await Browser.SignInAsync(house, "veiligheid");
        var tooLong = await desk.PostAsync("/terminals?handler=emergency", ("noodprocedure", new string('x', ParticipantStore.MaxEmergencyLength + 1)));
        Assert.Equal(HttpStatusCode.BadRequest, tooLong.StatusCode);
        var tooMany = await desk.PostAsync("/terminals?handler=emergency", ("noodprocedure", string.Join("\r\n", Enumerable.Repeat("a", ParticipantStore.MaxEmergencyLines + 1))));
        Assert.Equal(HttpStatusCode.BadRequest, tooMany.StatusCode);

        await desk.PostAsync("/terminals?handler=emergency", ("noodprocedure", "Laat <b>door</b>.\r\nSchrijf het kenteken op."));
        using var gate = await Browser.SignInAsync(house, "poort");
        var page = await gate.ReadAsync("/poort");
        Assert.DoesNotContain("<b>door", page, StringComparison.Ordinal);
        Assert.Contains("Laat <b>door</b>.\nSchrijf het kenteken op.", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        using var elsewhere = await Browser.SignInAsync(house, "poort-haven");
        Assert.DoesNotContain("Schrijf het kenteken op", await elsewhere.ReadAsync("/poort"), StringComparison.Ordinal);
        await desk.PostAsync("/terminals?handler=emergency", ("noodprocedure", string.Empty));
        Assert.DoesNotContain("no-answer__own", await gate.ReadAsync("/poort"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_with_markup_comes_back_as_text()
    {
        await house.AddTerminalAsync("veiligheid", "<script>1</script>", "Rokin");
        using var desk = await Browser.SignInAsync(house, "veiligheid");

        var page = await desk.ReadAsync("/terminals");

        Assert.DoesNotContain("<script>1", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;1", page, StringComparison.Ordinal);
    }
}
