using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Desk;

/// <summary>The page of one entry: who sees what, who may do what, and what it says when something is not done.</summary>
public sealed class EntryPageTests(DeskHouse desk) : IClassFixture<DeskHouse>
{
    [Fact]
    public async Task An_officer_sees_the_whole_entry_of_the_own_participant()
    {
        var page = await DeskHouse.ReadAsync(desk.Officer, await desk.ConfirmedBanAsync("Geheel", "1984-03-12"));

        foreach (var part in new[]
        {
            "Geheel", "van den", "Jan Willem", "12 maart 1984", "Utrecht", "Lijnbaansgracht 12", "1016 KS", "Toegangsverbod", "Actief", "D-2026-17",
            "Derde autokraak in een maand; geen verzachtende omstandigheden.", "21 oktober 2026", "21 oktober 2027", "Uitgereikt aan de persoon",
            "22 oktober 2026", "veiligheid, op 21 november 2026", "tweede, op 21 november 2026",
        })
        {
            Assert.Contains(part, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_confirms_what_they_registered_themselves()
    {
        var id = await desk.RegisterAsync(Talk.Ban(DeskTalk.Known("Zelf")));

        var page = await DeskHouse.ReadAsync(desk.Officer, id);
        var forced = await DeskHouse.DoAsync(desk.Officer, id, "bevestigen", 1);

        Assert.Contains("U registreerde of verbeterde dit zelf. Een andere functionaris van uw garage bevestigt het.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Bevestig dit toegangsverbod", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, forced.StatusCode);
        Assert.Contains("Wacht op bevestiging", DeskTalk.WordsOf(await Browser.TextAsync(forced)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ban_takes_effect_when_a_second_officer_confirms()
    {
        var id = await desk.RegisterAsync(Talk.Ban(DeskTalk.Known("Tweekoppig")));
        Assert.Equal("geenMatch", await AskAsync("Tweekoppig"));

        Assert.Contains("Het toegangsverbod gaat meteen in: elke poort geeft een match", await DeskHouse.ReadAsync(desk.Colleague, id), StringComparison.Ordinal);
        var done = await DeskHouse.DoAsync(desk.Colleague, id, "bevestigen", 1);

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal("match", await AskAsync("Tweekoppig"));
        Assert.Contains("Bevestigd. De registratie is nu actief.", DeskTalk.WordsOf(await desk.Colleague.ReadAsync(done.Headers.Location!.ToString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_confirms_sees_which_ban_was_said_to_be_somebody_elses()
    {
        var first = await desk.ConfirmedBanAsync("Naamgenoot");
        var ban = Talk.Ban(DeskTalk.Known("Naamgenoot"));
        ban["anderePersoonDan"] = new JsonArray(first);
        var id = await desk.RegisterAsync(ban);

        var waiting = await DeskHouse.ReadAsync(desk.Colleague, id);
        await DeskHouse.DoAsync(desk.Colleague, id, "bevestigen", 1);

        Assert.Contains($"iemand anders gaat dan in {first}. Kijk dat na voor u bevestigt.", waiting, StringComparison.Ordinal);
        var confirmed = await DeskHouse.ReadAsync(desk.Colleague, id);
        Assert.DoesNotContain("Kijk dat na voor u bevestigt", confirmed, StringComparison.Ordinal);
        Assert.Contains($"iemand anders dan in: {first}", confirmed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_its_first_day_a_page_does_not_say_that_a_gate_gives_a_match()
    {
        var ban = Talk.Warning(DeskTalk.Known("Straks"));
        ban["ingangsdatum"] = "2026-12-01";

        var page = await DeskHouse.ReadAsync(desk.Officer, await desk.RegisterAsync(ban));

        Assert.Equal("geenMatch", await AskAsync("Straks"));
        Assert.Contains("Elke poort geeft een match vanaf 1 december 2026, tot en met 21 oktober 2027. Tot die dag geeft geen poort een match.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_ban_without_a_second_officer_the_page_does_not_say_that_it_is_a_warning()
    {
        var before = await desk.ConfirmedBanAsync("Vroeger");
        await desk.House.Installation.Writer.WriteAsync(connection =>
            connection.Execute("UPDATE entry SET confirmed_by = NULL, confirmed_at = NULL WHERE id = @id", new { id = Convert.FromHexString(before) }));
        var refused = await desk.RegisterAsync(Talk.Ban(DeskTalk.Known("Afgekeurd")));
        await DeskHouse.DoAsync(desk.Colleague, refused, "afkeuren", 1, ("grond", "onterecht"));

        Assert.Contains("Niet gevraagd toen dit werd geregistreerd", await DeskHouse.ReadAsync(desk.Officer, before), StringComparison.Ordinal);
        Assert.Contains("Niet bevestigd", await DeskHouse.ReadAsync(desk.Officer, refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_comes_second_is_told_and_sees_the_entry_as_it_is_now()
    {
        var id = await desk.ConfirmedBanAsync("Gelijktijdig");
        await DeskHouse.DoAsync(desk.Colleague, id, "beperken", 2, ("reden", "Het adres klopt misschien niet."));

        var late = await DeskHouse.DoAsync(desk.Officer, id, "intrekken", 2, ("grond", "onterecht"));

        var page = DeskTalk.WordsOf(await Browser.TextAsync(late));
        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Contains("Een ander was eerder", page, StringComparison.Ordinal);
        Assert.Contains("Wat u deed, is niet uitgevoerd.", page, StringComparison.Ordinal);
        Assert.Contains("Het adres klopt misschien niet.", page, StringComparison.Ordinal);
        Assert.Contains("Hef de beperking op", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_does_not_say_which_version_it_saw_does_nothing()
    {
        var id = await desk.WarningAsync("Versieloos");

        var response = await desk.Officer.PostAsync($"/registraties/{id}?handeling=intrekken", ("intrekken.grond", "onterecht"));

        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
        Assert.Contains("Versieloos", await DeskHouse.ReadAsync(desk.Officer, id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("intrekken", "Grond – Dit is nog niet ingevuld.")]
    [InlineData("beperken", "Reden – Schrijf waarom.")]
    [InlineData("incident", "Vastgesteld door – Dit is nog niet ingevuld.")]
    [InlineData("mededelen", "Hoe is de persoon ingelicht? – Dit is nog niet ingevuld.")]
    [InlineData("corrigeren", "Achternaam – Dit is nog niet ingevuld.")]
    public async Task Each_act_asks_for_what_it_needs(string act, string words)
    {
        var id = await desk.WarningAsync("Vragen" + act);

        var response = await DeskHouse.DoAsync(desk.Officer, id, act, 1);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(words, DeskTalk.WordsOf(await Browser.TextAsync(response)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_act_that_the_state_does_not_allow_is_refused_in_words()
    {
        var id = await desk.WarningAsync("Niet beperkt");

        var response = await DeskHouse.DoAsync(desk.Officer, id, "opheffen", 1, ("reden", "Het klopt toch."));

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("Dat kan niet bij een registratie met deze toestand. Hieronder staat wat nu wel kan.", DeskTalk.WordsOf(await Browser.TextAsync(response)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Corrected_details_are_what_the_gates_go_by()
    {
        var id = await desk.ConfirmedBanAsync("Verkeerdspeld");

        var response = await DeskHouse.DoAsync(
            desk.Officer, id, "corrigeren", 2, ("persoon.achternaam", "Juistgespeld"), ("persoon.voornamen", "Jan Willem"), ("persoon.geboortedatum", DeskTalk.BirthDateOf("Verkeerdspeld")),
            ("persoon.adres", "Lijnbaansgracht 12"), ("persoon.postcode", "1016 KS"), ("reden", "Verkeerd overgenomen."));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("match", await AskAsync("Juistgespeld", DeskTalk.BirthDateOf("Verkeerdspeld"), prefix: null));
        Assert.Equal("geenMatch", await AskAsync("Verkeerdspeld"));
        Assert.Contains("Verkeerd overgenomen.", await DeskHouse.ReadAsync(desk.Colleague, id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_that_makes_somebody_else_of_the_person_is_refused_and_the_page_says_what_to_do()
    {
        var id = await desk.ConfirmedBanAsync("Eenander");

        var response = await DeskHouse.DoAsync(
            desk.Officer, id, "corrigeren", 2, ("persoon.achternaam", "Heeltemaal"), ("persoon.voornamen", "Wietske"), ("persoon.geboortedatum", "1951-02-03"), ("reden", "Toch niet."));

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("Met deze gegevens is het iemand anders. Trek deze registratie in", DeskTalk.WordsOf(await Browser.TextAsync(response)), StringComparison.Ordinal);
        Assert.Equal("match", await AskAsync("Eenander"));
    }

    [Fact]
    public async Task Of_a_withdrawn_entry_nothing_of_the_person_is_shown()
    {
        var id = await desk.WarningAsync("Verdwenen");

        await DeskHouse.DoAsync(desk.Officer, id, "intrekken", 1, ("grond", "persoonsverwisseling"));

        var page = await DeskHouse.ReadAsync(desk.Officer, id);
        Assert.Contains("Persoonsverwisseling: het was iemand anders", page, StringComparison.Ordinal);
        Assert.Contains("Er kan niets meer mee.", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("Verdwenen|Jan Willem|1984|Lijnbaansgracht|D-2026-17", page);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Officer.OpenAsync($"/registraties/{id}/brief")).StatusCode);
    }

    [Fact]
    public async Task What_was_done_stands_there_with_who_did_it_newest_first()
    {
        var id = await desk.ConfirmedBanAsync("Verleden");
        await DeskHouse.DoAsync(desk.Officer, id, "mededelen", 2, ("wijze", "email"), ("datum", "20-11-2026"));

        var page = await DeskHouse.ReadAsync(desk.Officer, id);
        var history = page[page.IndexOf("Wat ermee is gedaan", StringComparison.Ordinal)..];

        Assert.Matches("Mededeling vastgelegd.*Per e-mail.*20 november 2026.* veiligheid .*Bevestigd.* tweede .*Geregistreerd.* veiligheid", history);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?handeling=intrekken")]
    public async Task The_desk_of_another_participant_finds_no_entry(string act)
    {
        var id = await desk.WarningAsync("Vreemdeling" + act.Length);

        var response = act.Length == 0
            ? await desk.Stranger.OpenAsync($"/registraties/{id}")
            : await desk.Stranger.PostFromAsync("/bureau", $"/registraties/{id}{act}", ("versie", "1"), ("intrekken.grond", "onterecht"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("Vreemdeling", await DeskHouse.ReadAsync(desk.Officer, id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_address_on_a_page_or_after_an_act_says_anything_of_a_person()
    {
        var id = await desk.ConfirmedBanAsync("Geheimhouder", "1984-04-13");
        var done = await DeskHouse.DoAsync(desk.Officer, id, "mededelen", 2, ("wijze", "uitgereikt"), ("datum", "20-11-2026"));
        var addresses = new List<string> { done.Headers.Location!.ToString() };
        foreach (var path in new[] { $"/registraties/{id}", $"/registraties/{id}/brief", "/registraties", "/bureau" })
        {
            addresses.AddRange(DeskTalk.AddressesIn(await desk.Officer.ReadAsync(path)));
        }

        Assert.Contains(addresses, address => address.Contains(id, StringComparison.Ordinal));
        Assert.All(addresses, address => Assert.DoesNotMatch("(?i)geheimhouder|jan.?willem|1984|utrecht|lijnbaan|1016|D-2026", address));
    }

    private async Task<string> AskAsync(string surname, string? birthDate = null, string? prefix = "van den")
    {
        using var gate = desk.House.Client("poort");
        return (await (await gate.PostAsync(Talk.Queries, Talk.Person(surname, "Jan Willem", birthDate ?? DeskTalk.BirthDateOf(surname), prefix))).JsonAsync()).Text("uitkomst");
    }
}
