using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.FollowUps;

/// <summary>The cases of a desk over the interface: what they say, to whom, and what is recorded of them.</summary>
public sealed class FollowUpRouteTests : IAsyncLifetime
{
    private static readonly string[] Fields =
    [
        "id", "referentie", "tijdstip", "toestand", "rol", "locatie", "bevrager", "bron", "registratie", "overeenkomst", "raadpleging", "pogingen", "advies", "bevestiging", "escalatie",
        "volgendeMelding", "merkteken", "versie",
    ];

    private readonly TestHouse _house = new();

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        await _house.RegisterAsync();
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Both_desks_read_the_case_and_only_the_one_that_registered_gets_the_id_of_its_entry()
    {
        var (queryId, reference) = await _house.MatchAsync();
        var id = _house.CaseOf(queryId);
        using var asker = _house.Client("veiligheid-haven");
        using var source = _house.Client("veiligheid");

        var (asked, own) = (await (await asker.ReadAsync($"{FollowUpHouse.Cases}/{id}")).JsonAsync(), await (await source.ReadAsync($"{FollowUpHouse.Cases}/{id}")).JsonAsync());

        Assert.All([asked, own], one => Assert.Equal(Fields, one.Select(field => field.Key)));
        Assert.Equal(("bevrager", "bron"), (asked.Text("rol"), own.Text("rol")));
        Assert.All([asked, own], one => Assert.Equal((reference, "teBellen", "Noord", "geen"), (one.Text("referentie"), one.Text("toestand"), one.Text("locatie"), one.Text("merkteken"))));
        Assert.Equal(("Haven", "De Leeuw", "+31 20 555 0101"), (asked["bevrager"]!.Text("naam"), asked["bron"]!.Text("naam"), asked["bron"]!.Text("telefoonnummer")));
        Assert.Null(asked["registratie"]!["id"]);
        Assert.Equal("toegangsverbod", asked["registratie"]!.Text("soort"));
        Assert.NotNull(own["registratie"]!["id"]);
        Assert.All((string[])["raadpleging", "advies", "bevestiging"], name => Assert.Null(asked[name]));
        Assert.NotEmpty(asked["overeenkomst"]!.AsArray());
        Assert.DoesNotContain("Berg", asked.ToJsonString() + own.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("1984", asked.ToJsonString() + own.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_advice_and_confirmation_lead_a_case_to_its_end_one_version_each()
    {
        var id = _house.CaseOf((await _house.MatchAsync()).QueryId);
        using var asker = _house.Client("veiligheid-haven");
        using var source = _house.Client("veiligheid");

        var tried = await asker.PostTextAsync($"{FollowUpHouse.Cases}/{id}/raadplegingen", """{"resultaat":"geenGehoor"}""");
        var called = await asker.PostAsync($"{FollowUpHouse.Cases}/{id}/raadplegingen", FollowUpHouse.Spoken(with: "mevrouw De Boer"));
        var advised = await asker.PostAsync($"{FollowUpHouse.Cases}/{id}/adviezen", FollowUpHouse.Advice("voorwaarden", "Alleen dek 1."));
        var confirmed = await source.PostTextAsync($"{FollowUpHouse.Cases}/{id}/raadplegingen", """{"resultaat":"gesproken","uitkomst":"bevestigd"}""");

        Assert.All([tried, called, advised, confirmed], answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Equal(["\"2\"", "\"3\"", "\"4\"", "\"5\""], new[] { tried, called, advised, confirmed }.Select(answer => answer.Headers.ETag!.Tag));
        Assert.Equal($"{FollowUpHouse.Cases}/{id}", called.Headers.Location!.ToString());
        Assert.Equal(["teBellen", "teAdviseren", "teBevestigen", "gesloten"], await Task.WhenAll(new[] { tried, called, advised, confirmed }.Select(async answer => (await answer.JsonAsync()).Text("toestand"))));
        var whole = await (await asker.ReadAsync($"{FollowUpHouse.Cases}/{id}")).JsonAsync();
        Assert.Equal(("mevrouw De Boer", "bevestigd", 1), (whole["raadpleging"]!.Text("gesprokenMet"), whole["raadpleging"]!.Text("uitkomst"), whole["pogingen"]!.GetValue<int>()));
        Assert.Equal(("voorwaarden", "Alleen dek 1."), (whole["advies"]!.Text("advies"), whole["advies"]!.Text("voorwaarden")));
        Assert.Equal(("gesproken", "bevestigd"), (whole["bevestiging"]!.Text("resultaat"), whole["bevestiging"]!.Text("uitkomst")));
        Assert.Null(whole["volgendeMelding"]);
        var read = await (await source.ReadAsync($"{FollowUpHouse.Cases}/{id}")).JsonAsync();
        Assert.Equal(((string?)null, "bevestigd"), (read["raadpleging"]!["gesprokenMet"]?.GetValue<string>(), read["raadpleging"]!.Text("uitkomst")));
    }

    [Fact]
    public async Task A_closed_case_takes_another_advice_for_a_day_and_no_call()
    {
        var id = _house.CaseOf((await _house.MatchAsync()).QueryId);
        await _house.AdviseAsync(id, "weigeren");
        using var source = _house.Client("veiligheid");
        (await source.PostTextAsync($"{FollowUpHouse.Cases}/{id}/raadplegingen", """{"resultaat":"gesproken"}""")).EnsureSuccessStatusCode();
        using var asker = _house.Client("veiligheid-haven");

        var changed = await asker.PostAsync($"{FollowUpHouse.Cases}/{id}/adviezen", FollowUpHouse.Advice("toelaten"));
        var call = await asker.PostAsync($"{FollowUpHouse.Cases}/{id}/raadplegingen", FollowUpHouse.Spoken());
        _house.Time.Advance(TimeSpan.FromHours(24));
        using var next = _house.Client("veiligheid-haven");
        var late = await next.PostAsync($"{FollowUpHouse.Cases}/{id}/adviezen", FollowUpHouse.Advice("weigeren"));

        var one = await changed.JsonAsync();
        Assert.Equal((HttpStatusCode.Created, "gesloten", "toelaten"), (changed.StatusCode, one.Text("toestand"), one["advies"]!.Text("advies")));
        foreach (var answer in new[] { call, late })
        {
            Assert.Equal((HttpStatusCode.Conflict, "zaak-gesloten"), (answer.StatusCode, (await answer.JsonAsync()).Codes().Single()));
        }
    }

    [Fact]
    public async Task Whoever_saw_an_older_version_changes_nothing()
    {
        var id = _house.CaseOf((await _house.MatchAsync()).QueryId);
        using var asker = _house.Client("veiligheid-haven");
        (await asker.PostAsync($"{FollowUpHouse.Cases}/{id}/raadplegingen", FollowUpHouse.Spoken())).EnsureSuccessStatusCode();
        asker.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", "\"1\"");

        var stale = await asker.PostAsync($"{FollowUpHouse.Cases}/{id}/adviezen", FollowUpHouse.Advice("weigeren"));

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Null((await (await asker.ReadAsync($"{FollowUpHouse.Cases}/{id}")).JsonAsync())["advies"]);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_and_nothing_is_recorded()
    {
        var id = _house.CaseOf((await _house.MatchAsync()).QueryId);
        using var asker = _house.Client("veiligheid-haven");

        var call = await asker.PostTextAsync($"{FollowUpHouse.Cases}/{id}/raadplegingen", """{"resultaat":"gebeld","uitkomst":"ja","vanWie":"x"}""");
        var advice = await asker.PostTextAsync($"{FollowUpHouse.Cases}/{id}/adviezen", """{"advies":"voorwaarden","voorwaarden":7,"reden":"x"}""");
        var early = await asker.PostAsync($"{FollowUpHouse.Cases}/{id}/adviezen", FollowUpHouse.Advice("toelaten"));

        Assert.Equal((HttpStatusCode.BadRequest, 3), (call.StatusCode, (await call.JsonAsync()).Codes().Count));
        Assert.Equal(HttpStatusCode.BadRequest, advice.StatusCode);
        Assert.Superset(new HashSet<string>(["soort", "onbekend-veld"]), (await advice.JsonAsync()).Codes().ToHashSet(StringComparer.Ordinal));
        Assert.Equal((HttpStatusCode.Conflict, "eerst-bellen"), (early.StatusCode, (await early.JsonAsync()).Codes().Single()));
        Assert.Equal(1, (await (await asker.ReadAsync($"{FollowUpHouse.Cases}/{id}")).JsonAsync())["versie"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_desk_on_neither_side_hears_the_same_as_of_a_case_that_is_not_there()
    {
        var id = _house.CaseOf((await _house.MatchAsync(gate: "poort")).QueryId);
        using var other = _house.Client("veiligheid-haven");

        foreach (var (path, body) in new[] { (string.Empty, (string?)null), ("/raadplegingen", """{"resultaat":"geenGehoor"}"""), ("/adviezen", """{"advies":"toelaten"}""") })
        {
            var answers = new List<(HttpStatusCode, string)>();
            foreach (var one in (string[])[id, new string('a', 32), "x"])
            {
                var answer = body is null ? await other.ReadAsync($"{FollowUpHouse.Cases}/{one}{path}") : await other.PostTextAsync($"{FollowUpHouse.Cases}/{one}{path}", body);
                answers.Add((answer.StatusCode, await Browser.TextAsync(answer)));
            }

            Assert.Equal(HttpStatusCode.NotFound, Assert.Single(answers.Distinct()).Item1);
        }

        Assert.Empty((await (await other.ReadAsync(FollowUpHouse.Cases)).JsonAsync())["opvolgingen"]!.AsArray());
    }

    [Fact]
    public async Task The_list_is_newest_first_in_pages_and_by_state_side_reference_and_time()
    {
        var references = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            references.Add((await _house.MatchAsync()).Reference);
            _house.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var own = (await _house.MatchAsync(gate: "poort")).Reference;
        using var asker = _house.Client("veiligheid-haven");
        using var source = _house.Client("veiligheid");

        var first = await (await asker.ReadAsync($"{FollowUpHouse.Cases}?aantal=2")).JsonAsync();
        var second = await (await asker.ReadAsync($"{FollowUpHouse.Cases}?aantal=2&cursor={first.Text("volgende")}")).JsonAsync();

        Assert.Equal([references[2], references[1]], References(first));
        Assert.Equal([references[0]], References(second));
        Assert.Null(second["volgende"]);
        Assert.Equal([references[1]], await ListAsync(asker, $"?referentie={references[1]}"));
        Assert.Equal([own], await ListAsync(source, "?rol=beide"));
        Assert.Equal(3, (await ListAsync(source, "?rol=bron&toestand=teBellen")).Count);
        Assert.Empty(await ListAsync(source, "?rol=bevrager"));
        Assert.Empty(await ListAsync(source, "?toestand=gesloten"));
        Assert.Equal([references[0]], await ListAsync(asker, "?van=2026-11-21T10:59Z&tot=2026-11-21T11:00:59Z"));
        var wrong = await asker.ReadAsync($"{FollowUpHouse.Cases}?toestand=open&rol=ons&referentie=17&aantal=0&cursor=!&wie=x");
        Assert.Equal((HttpStatusCode.BadRequest, 6), (wrong.StatusCode, (await wrong.JsonAsync()).Codes().Count));
    }

    [Fact]
    public async Task What_was_said_in_words_stands_nowhere_in_clear()
    {
        await _house.AdviseAsync(_house.CaseOf((await _house.MatchAsync()).QueryId), "voorwaarden", "Alleen onder toezicht van Kwikzilver");
        await using var connection = _house.Installation.Database.Open();

        var stored = await connection.QuerySingleAsync<string>("SELECT hex(conditions) FROM follow_up WHERE conditions IS NOT NULL");
        var acts = string.Join('\n', await connection.QueryAsync<string>("SELECT text FROM administrative_act"));

        Assert.DoesNotContain(Convert.ToHexString("Kwikzilver"u8), stored, StringComparison.Ordinal);
        Assert.Contains("opvolging.geadviseerd", acts, StringComparison.Ordinal);
        Assert.DoesNotContain("Kwikzilver", acts + _house.Log, StringComparison.Ordinal);
    }

    private static async Task<List<string>> ListAsync(HttpClient client, string query) => References(await (await client.ReadAsync(FollowUpHouse.Cases + query)).JsonAsync());

    private static List<string> References(JsonObject page) => [.. page["opvolgingen"]!.AsArray().Select(one => one!.Text("referentie"))];
}
