using System.Net;
using System.Text.Json.Nodes;
using Meldpunt.Admin.Register;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>POST /v1/registraties: what the protocol allows, and each refusal by its name.</summary>
public sealed class RegistrationTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task A_registration_answers_what_was_registered_and_when_it_will_be_gone()
    {
        using var desk = house.Client("veiligheid");

        var response = await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person("Hoekstra", "Ids")));

        var answer = await response.JsonAsync();
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(["id", "soort", "toestand", "ingangsdatum", "einddatum", "vervaltOp", "deelnemer", "bevestiging"], answer.Select(field => field.Key));
        Assert.Equal(("toegangsverbod", "2026-10-21", "2027-10-21", "De Leeuw"), (answer.Text("soort"), answer.Text("ingangsdatum"), answer.Text("vervaltOp"), answer.Text("deelnemer")));
        Assert.Equal($"{Talk.Registrations}/{answer.Text("id")}", response.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("Dijkstra", ".", "1984-03-12", false)]
    [InlineData("Dijkstra", "Anna", "1984-00-00", false)]
    [InlineData("Dijkstra", "Anna", "1984-03-12", true)]
    [InlineData("Vindbaarheid", "Anna", "1984-00-00", true)]
    public async Task A_desk_hears_when_too_little_is_known_for_a_gate_to_find_somebody(string surname, string firstNames, string birthDate, bool canBeFound)
    {
        using var desk = house.Client("veiligheid");
        using var gate = house.Client("poort");
        var person = Talk.Person(surname, firstNames, birthDate);

        var answer = await (await desk.PostAsync(Talk.Registrations, Talk.Ban(person))).JsonAsync();
        var found = (await (await gate.PostAsync(Talk.Queries, person.DeepClone())).JsonAsync()).Text("uitkomst");

        Assert.Equal(canBeFound, answer["letOp"] is null);
        Assert.Equal(canBeFound ? "match" : "geenMatch", found);
    }

    [Fact]
    public async Task The_desk_reads_back_every_field_that_it_registered()
    {
        using var desk = house.Client("veiligheid");
        var body = Talk.Ban(Talk.Person("Çelik-Öztürk", "Ümit Şafak", "1990-00-00", prefix: null));
        body["persoon"]!["geboorteplaats"] = "'s-Gravenhage";
        body["persoon"]!["adres"] = "Voorbeeldlaan 7-A";
        body["persoon"]!["postcode"] = "1011 AA";
        var id = (await (await desk.PostAsync(Talk.Registrations, body)).JsonAsync()).Text("id");

        var entry = await (await desk.ReadAsync($"{Talk.Registrations}/{id}")).JsonAsync();

        Assert.Equal(body["persoon"]!.ToJsonString(), Ordered(entry["persoon"]!, body["persoon"]!));
        Assert.Equal(body["criteria"]!.ToJsonString(), Ordered(entry["criteria"]!, body["criteria"]!));
    }

    [Fact]
    public async Task A_ban_without_an_earlier_warning_and_without_a_reported_crime_is_refused()
    {
        using var desk = house.Client("veiligheid");
        var body = Talk.Warning(Talk.Person("Ingelse", "Jet"));
        body["soort"] = "toegangsverbod";

        var response = await desk.PostAsync(Talk.Registrations, body);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal([Refusals.BanNeedsEarlierWarningOrReportedCrime.Code], (await response.JsonAsync()).Codes());
    }

    [Fact]
    public async Task A_ban_at_one_garage_follows_a_warning_at_another_within_twelve_months()
    {
        using var warned = house.Client("veiligheid-haven");
        using var desk = house.Client("veiligheid");
        (await warned.PostAsync(Talk.Registrations, Talk.Warning(Talk.Person("Jonker", "Koos")))).EnsureSuccessStatusCode();
        var body = Talk.Warning(Talk.Person("Jonker", "Koos"));
        body["soort"] = "toegangsverbod";

        var response = await desk.PostAsync(Talk.Registrations, body);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task One_incident_is_one_step_of_the_ladder_and_not_a_warning_and_a_ban()
    {
        using var desk = house.Client("veiligheid");
        (await desk.PostAsync(Talk.Registrations, Talk.Warning(Talk.Person("Koning", "Lies")))).EnsureSuccessStatusCode();
        var same = Talk.Warning(Talk.Person("Koning", "Lies"));
        same["soort"] = "toegangsverbod";
        var another = same.DeepClone();
        another["criteria"]!["dossierkenmerk"] = "D-2026-18";

        var refused = await desk.PostAsync(Talk.Registrations, same);
        var allowed = await desk.PostAsync(Talk.Registrations, another);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Created), (refused.StatusCode, allowed.StatusCode));
    }

    [Fact]
    public async Task A_look_at_the_ladder_is_a_look_into_the_register_and_stands_in_the_log()
    {
        using var desk = house.Client("veiligheid");
        using var auditor = house.Client("toezicht");
        var before = await RowsAsync(auditor);
        var body = Talk.Warning(Talk.Person("Ladder", "Lex"));
        body["soort"] = "toegangsverbod";
        await desk.PostAsync(Talk.Registrations, body);
        body["criteria"]!["bewijsInDossier"] = false;
        var faulty = await (await desk.PostAsync(Talk.Registrations, body)).JsonAsync();

        var rows = await RowsAsync(auditor);

        Assert.Equal(before.Count + 1, rows.Count);
        Assert.Equal(("registratie", "geenMatch", "veiligheid"), (rows[0]!.Text("doel"), rows[0]!.Text("uitkomst"), rows[0]!.Text("medewerker")));
        Assert.Equal([Refusals.EvidenceMustBeInTheFile.Code], faulty.Codes());

        static async Task<JsonArray> RowsAsync(HttpClient auditor) =>
            (await (await auditor.ReadAsync(Talk.Queries + "?aantal=200")).JsonAsync())["bevragingen"]!.AsArray();
    }

    [Fact]
    public async Task Every_rule_that_is_broken_is_named_at_once()
    {
        using var desk = house.Client("veiligheid");
        var body = Talk.Ban(Talk.Person("Kuiper", "Lot"));
        body["einddatum"] = "2027-10-22";
        body["criteria"]!["bewijsInDossier"] = false;
        body["criteria"]!["mededeling"] = new JsonObject { ["wijze"] = "onmogelijk" };

        var response = await desk.PostAsync(Talk.Registrations, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            [Refusals.EndsWithinTwelveMonthsOfIncident.Code, Refusals.EvidenceMustBeInTheFile.Code, Refusals.NoNoticeNeedsAReason.Code],
            (await response.JsonAsync()).Codes());
    }

    [Fact]
    public async Task An_empty_registration_hears_of_every_field_that_is_missing()
    {
        using var desk = house.Client("veiligheid");

        var problem = await (await desk.PostTextAsync(Talk.Registrations, "{}")).JsonAsync();

        Assert.Equal(13, problem["fouten"]!.AsArray().Count);
        Assert.All(problem.Codes(), code => Assert.Equal("ontbreekt", code));
    }

    [Fact]
    public async Task The_list_gives_all_of_a_participants_registrations_page_by_page_each_once()
    {
        using var desk = house.Client("veiligheid");
        foreach (var number in Enumerable.Range(1, 5))
        {
            (await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person("Lijst", "Mo", $"198{number}-03-12")))).EnsureSuccessStatusCode();
        }

        var whole = (await (await desk.ReadAsync(Talk.Registrations + "?aantal=200")).JsonAsync())["registraties"]!.AsArray().Select(row => row!.Text("id"));
        var paged = new List<string>();
        for (string? cursor = string.Empty; cursor is not null;)
        {
            var page = await (await desk.ReadAsync($"{Talk.Registrations}?aantal=2{cursor}")).JsonAsync();
            paged.AddRange(page["registraties"]!.AsArray().Select(row => row!.Text("id")));
            cursor = page["volgende"] is { } next ? $"&cursor={next.GetValue<string>()}" : null;
        }

        Assert.Equal(whole, paged);
    }

    // The same fields in the order of the one that was sent.
    private static string Ordered(JsonNode received, JsonNode sent) =>
        new JsonObject(sent.AsObject().Select(field => KeyValuePair.Create(
            field.Key,
            field.Value is JsonObject inner ? JsonNode.Parse(Ordered(received[field.Key]!, inner)) : received[field.Key]?.DeepClone()))).ToJsonString();
}
