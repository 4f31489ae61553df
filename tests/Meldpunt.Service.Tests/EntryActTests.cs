using System.Net;
using System.Text.Json.Nodes;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Register;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>What is done to a registration over HTTP, by its own desk and by another's.</summary>
public sealed class EntryActTests : IAsyncLifetime
{
    private const string Looks = "/v1/toetsingen";

    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_ban_waits_until_a_second_officer_confirms_and_from_then_on_a_gate_gets_a_match()
    {
        await _house.AddAsync("veiligheid-2", Role.Security, _house.Lion, location: null);
        _house.Installation.Directory.Refresh();
        using var second = _house.Client("veiligheid-2");
        var (id, tag, answer) = await RegisterAsync();
        var waiting = await OutcomeAsync();

        var own = await DoAsync("veiligheid", id, "bevestigingen", new JsonObject());
        var confirmed = await second.PostTextAsync($"{Talk.Registrations}/{id}/bevestigingen", string.Empty);

        Assert.Equal(("wachtOpBevestiging", "geenMatch", "\"1\""), (answer.Text("toestand"), waiting, tag));
        Assert.Equal([Refusals.ConfirmedByAnother.Code], (await own.JsonAsync()).Codes());
        Assert.Equal((HttpStatusCode.Created, "\"2\""), (confirmed.StatusCode, confirmed.Headers.ETag?.Tag));
        Assert.Equal("tweeOfficieren", (await confirmed.JsonAsync()).Text("bevestiging"));
        Assert.Equal("match", await OutcomeAsync());
    }

    [Fact]
    public async Task Whoever_saw_an_older_version_changes_nothing_and_is_told()
    {
        var (id, tag, _) = await RegisterAsync();

        var first = await DoAsync("veiligheid", id, "beperkingen", Reason(), tag);
        var second = await DoAsync("veiligheid", id, "intrekkingen", new JsonObject { ["grond"] = "bezwaar" }, tag);
        var nonsense = await DoAsync("veiligheid", id, "intrekkingen", new JsonObject { ["grond"] = "bezwaar" }, "\"x\"");
        var now = await ReadAsync(id);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.PreconditionFailed, HttpStatusCode.PreconditionFailed), (first.StatusCode, second.StatusCode, nonsense.StatusCode));
        Assert.Equal(("beperkt", "\"2\""), ((await now.JsonAsync()).Text("toestand"), now.Headers.ETag?.Tag));
    }

    [Fact]
    public async Task An_act_that_does_not_fit_the_state_is_refused_by_name()
    {
        var (id, _, _) = await RegisterAsync();

        var response = await DoAsync("veiligheid", id, "opheffingen", Reason());

        Assert.Equal((HttpStatusCode.Conflict, "toestand-past-niet"), (response.StatusCode, (await response.JsonAsync()).Codes()[0]));
    }

    [Theory]
    [InlineData("bevestigingen")]
    [InlineData("afkeuringen")]
    [InlineData("incidenten")]
    [InlineData("correcties")]
    [InlineData("mededelingen")]
    [InlineData("beperkingen")]
    [InlineData("opheffingen")]
    [InlineData("intrekkingen")]
    public async Task Of_anothers_registration_nobody_hears_that_it_is_there(string act)
    {
        var (id, _, _) = await RegisterAsync();
        var field = act is "beperkingen" or "opheffingen" ? "reden" : "grond";
        var body = act is "afkeuringen" or "intrekkingen" or "beperkingen" or "opheffingen" ? new JsonObject { [field] = "bezwaar" } : [];

        var response = await DoAsync("veiligheid-haven", id, act, body);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("\"1\"", (await ReadAsync(id)).Headers.ETag?.Tag);
    }

    [Fact]
    public async Task Every_fault_of_an_act_is_told_at_once()
    {
        var (id, _, _) = await RegisterAsync();

        var incident = await (await DoAsync("veiligheid", id, "incidenten", new JsonObject { ["soort"] = "iets", ["wat"] = 1 })).JsonAsync();
        var correction = await (await DoAsync("veiligheid", id, "correcties", new JsonObject { ["persoon"] = new JsonObject() })).JsonAsync();
        var withdrawal = await (await DoAsync("veiligheid", id, "intrekkingen", new JsonObject { ["grond"] = "zomaar" })).JsonAsync();

        Assert.Equal(["onbekend-veld", "ontbreekt", "keuze", "ontbreekt", "ontbreekt"], incident.Codes());
        Assert.Equal(["ontbreekt", "ontbreekt", "ontbreekt", "ontbreekt"], correction.Codes());
        Assert.Equal(["keuze"], withdrawal.Codes());
    }

    [Theory]
    [InlineData("bevestigingen", "{\"wie\":1}", "onbekend-veld toestand-past-niet")]
    [InlineData("intrekkingen", "{\"wie\":1}", "onbekend-veld ontbreekt")]
    [InlineData("opheffingen", "{\"wie\":1}", "onbekend-veld ontbreekt toestand-past-niet")]
    [InlineData("bevestigingen", "{bad", "geen-json")]
    public async Task What_is_wrong_with_a_body_is_told_with_everything_else_and_of_a_registration_that_is_not_there_nothing(string act, string body, string codes)
    {
        var (id, _, _) = await RegisterAsync();
        using var desk = _house.Client("veiligheid");

        var faulty = await desk.PostTextAsync($"{Talk.Registrations}/{id}/{act}", body);
        var nowhere = await desk.PostTextAsync($"{Talk.Registrations}/{new string('0', 32)}/{act}", "{\"wie\":1}");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (faulty.StatusCode, nowhere.StatusCode));
        Assert.Equal(codes, string.Join(' ', (await faulty.JsonAsync()).Codes()));
        Assert.Equal("\"1\"", (await ReadAsync(id)).Headers.ETag?.Tag);
    }

    [Fact]
    public async Task A_withdrawn_registration_shows_kind_days_and_ground_and_no_person()
    {
        var (id, _, _) = await RegisterAsync();

        var withdrawn = await (await DoAsync("veiligheid", id, "intrekkingen", new JsonObject { ["grond"] = "onterecht" })).JsonAsync();
        using var desk = _house.Client("veiligheid");
        var list = (await (await desk.ReadAsync(Talk.Registrations + "?toestand=ingetrokken")).JsonAsync())["registraties"]!.AsArray();
        var active = (await (await desk.ReadAsync(Talk.Registrations + "?toestand=actief")).JsonAsync())["registraties"]!.AsArray();

        Assert.Equal(("ingetrokken", "onterecht"), (withdrawn.Text("toestand"), withdrawn.Text("grond")));
        Assert.Null(withdrawn["persoon"] ?? withdrawn["criteria"] ?? withdrawn["incidenten"]);
        Assert.Equal(id, Assert.Single(list)!.Text("id"));
        Assert.Empty(active);
        Assert.Equal("geenMatch", await OutcomeAsync());
    }

    [Fact]
    public async Task A_look_tells_what_may_be_seen_and_with_it_a_trespass_is_added_to_anothers_ban()
    {
        var (id, _, _) = await RegisterAsync();
        using var other = _house.Client("veiligheid-haven");
        var person = new JsonObject { ["persoon"] = Talk.Person(), ["incidentdatum"] = "2026-11-20" };

        var look = await (await other.PostAsync(Looks, person)).JsonAsync();
        var added = await (await other.PostAsync($"{Talk.Registrations}/{id}/incidenten", new JsonObject
        {
            ["datum"] = "2026-11-20",
            ["soort"] = "huisvredebreuk",
            ["dossierkenmerk"] = "H-1",
            ["geconstateerdDoor"] = "Haven",
            ["toetsing"] = look.Text("id"),
        })).JsonAsync();

        var known = Assert.Single(look["bekend"]!.AsArray())!;
        Assert.Equal(
            ["registratie", "soort", "ingangsdatum", "einddatum", "deelnemer", "telefoonnummer", "eigen", "huisvredebreuken"],
            known.AsObject().Select(field => field.Key));
        Assert.Equal(("incident", id, "De Leeuw"), (look.Text("advies"), known.Text("registratie"), known.Text("deelnemer")));
        Assert.Equal("Haven", Assert.Single(added["huisvredebreuken"]!.AsArray())!.Text("geconstateerdDoor"));
        Assert.Null(added["persoon"]);
        Assert.Equal("2027-11-20", added.Text("einddatum"));
    }

    [Fact]
    public async Task A_look_without_a_person_is_refused_with_every_fault()
    {
        using var desk = _house.Client("veiligheid");

        var problem = await (await desk.PostAsync(Looks, new JsonObject { ["incidentdatum"] = "gisteren" })).JsonAsync();

        Assert.Equal(["datum", "ontbreekt", "ontbreekt", "ontbreekt"], problem.Codes());
    }

    [Fact]
    public async Task What_is_sent_twice_with_one_key_is_made_once_and_another_body_is_refused()
    {
        using var desk = _house.Client("veiligheid");
        desk.DefaultRequestHeaders.Add(IdempotencyKeys.Header, "b1f6a1f0-5c7e");

        var first = await (await desk.PostAsync(Talk.Registrations, Talk.Ban())).JsonAsync();
        var again = await desk.PostAsync(Talk.Registrations, Talk.Ban());
        var another = await desk.PostAsync(Talk.Registrations, Talk.Warning());

        Assert.Equal((HttpStatusCode.Created, first.Text("id")), (again.StatusCode, (await again.JsonAsync()).Text("id")));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "sleutel-hergebruikt"), (another.StatusCode, (await another.JsonAsync()).Codes()[0]));
    }

    [Fact]
    public async Task A_second_ban_names_what_stands_in_its_way_and_is_made_when_it_is_about_somebody_else()
    {
        var (id, _, _) = await RegisterAsync();
        using var desk = _house.Client("veiligheid-haven");
        var body = Talk.Ban();

        var refused = await (await desk.PostAsync(Talk.Registrations, body)).JsonAsync();
        body["anderePersoonDan"] = refused["registraties"]!.DeepClone();
        var made = await desk.PostAsync(Talk.Registrations, body);

        Assert.Equal(("al-een-toegangsverbod", id), (refused.Codes()[0], refused["registraties"]![0]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
    }

    private static JsonObject Reason() => new() { ["reden"] = "De betrokkene betwist het." };

    private async Task<(string Id, string? Tag, JsonObject Answer)> RegisterAsync()
    {
        using var desk = _house.Client("veiligheid");
        var response = (await desk.PostAsync(Talk.Registrations, Talk.Ban())).EnsureSuccessStatusCode();
        var answer = await response.JsonAsync();
        return (answer.Text("id"), response.Headers.ETag?.Tag, answer);
    }

    private async Task<HttpResponseMessage> DoAsync(string account, string id, string act, JsonObject body, string? tag = null)
    {
        using var desk = _house.Client(account);
        if (tag is not null)
        {
            desk.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", tag);
        }

        return await desk.PostAsync($"{Talk.Registrations}/{id}/{act}", body);
    }

    private async Task<HttpResponseMessage> ReadAsync(string id)
    {
        using var desk = _house.Client("veiligheid");
        return await desk.ReadAsync($"{Talk.Registrations}/{id}");
    }

    private async Task<string> OutcomeAsync()
    {
        using var gate = _house.Client("poort-haven");
        return (await (await gate.PostAsync(Talk.Queries, Talk.Person())).JsonAsync()).Text("uitkomst");
    }
}
