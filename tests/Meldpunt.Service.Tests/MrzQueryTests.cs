using System.Net;
using System.Text.Json.Nodes;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>POST /v1/bevragingen with the machine-readable zone of a document instead of a name and a birth date.</summary>
public sealed class MrzQueryTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string Name = "P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<";
    private const string Blanked = "<<<<<<<<<<NLD6503101F2403096<<<<<<<<<<<<<<<<";
    private const string WithNumbers = "SPECI20142NLD6503101F2403096999999990<<<<<84";

    [Fact]
    public async Task A_zone_and_the_same_person_typed_get_the_same_answer_and_the_same_row()
    {
        using var desk = house.Client("veiligheid");
        using var gate = house.Client("poort");
        using var auditor = house.Client("toezicht");
        (await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person("Bruijn", "Willeke Liselotte", "1965-03-10", prefix: "de")))).EnsureSuccessStatusCode();

        var typed = await (await gate.PostAsync(Talk.Queries, Talk.Person("de Bruijn", "Willeke Liselotte", "1965-03-10", prefix: null))).JsonAsync();
        var response = await gate.PostAsync(Talk.Queries, Scan($"{Name}\n{Blanked}"));
        var scanned = await response.JsonAsync();

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(("match", "match"), (typed.Text("uitkomst"), scanned.Text("uitkomst")));
        Assert.Equal(typed.Select(field => field.Key), scanned.Select(field => field.Key));
        var rows = (await (await auditor.ReadAsync(Talk.Queries + "?aantal=200")).JsonAsync())["bevragingen"]!.AsArray();
        Assert.Equal(Shown(rows, typed), Shown(rows, scanned));
    }

    [Fact]
    public async Task A_zone_of_somebody_who_is_not_registered_gives_no_match()
    {
        using var gate = house.Client("poort");

        var answer = await (await gate.PostAsync(Talk.Queries, Scan($"P<NLDZONDERLING<<XAVIERA\n{Blanked}"))).JsonAsync();

        Assert.Equal("geenMatch", answer.Text("uitkomst"));
    }

    [Fact]
    public async Task The_lines_may_come_as_a_list_with_a_birthplace_beside_them()
    {
        using var gate = house.Client("poort");
        var body = new JsonObject { ["mrz"] = new JsonArray(Name, Blanked), ["geboorteplaats"] = "Specimen", ["postcode"] = "1000 AA", ["adres"] = null };

        var response = await gate.PostAsync(Talk.Queries, body);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task A_zone_that_holds_a_citizen_service_number_is_refused_and_nothing_of_it_is_repeated()
    {
        using var gate = house.Client("poort");

        var response = await gate.PostAsync(Talk.Queries, Scan($"{Name}\n{WithNumbers}"));

        var problem = await response.JsonAsync();
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["mrz-extra-gegevens"], problem.Codes());
        Assert.Contains("burgerservicenummer", problem.Text("detail"), StringComparison.Ordinal);
        Assert.All(
            ["999999990", "SPECI2014", "BRUIJN", "650310"],
            trace => Assert.DoesNotContain(trace, problem.ToJsonString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_driving_licence_is_told_what_to_do_instead()
    {
        using var gate = house.Client("poort");

        var problem = await (await gate.PostAsync(Talk.Queries, Scan("D1NLD15094962111659VW87Z78NB84"))).JsonAsync();

        Assert.Equal(["mrz-rijbewijs"], problem.Codes());
        Assert.Contains("Typ naam en geboortedatum over van de voorkant", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zone_beside_a_name_and_with_faults_of_its_own_hears_of_everything_at_once()
    {
        using var gate = house.Client("poort");
        var body = Talk.Person("Bruijn", "Willeke", "1965-03-10", prefix: "de");
        body["mrz"] = $"{Name}\n{WithNumbers}".Replace("6503101", "6503109", StringComparison.Ordinal);
        body["geboorteplaats"] = "<script>";
        body["bsn"] = "999999990";

        var response = await gate.PostAsync(Talk.Queries, body);

        var problem = await response.JsonAsync();
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            [
                "bsn onbekend-veld", "achternaam naast-mrz", "voorvoegsel naast-mrz", "voornamen naast-mrz", "geboortedatum naast-mrz",
                "mrz mrz-extra-gegevens", "mrz mrz-controle-geboortedatum", "geboorteplaats tekens",
            ],
            problem["fouten"]!.AsArray().Select(fault => $"{fault!.Text("veld")} {fault!.Text("code")}"));
    }

    [Theory]
    [InlineData("""{"mrz":7}""", "soort")]
    [InlineData("""{"mrz":["A","B","C","D"]}""", "soort")]
    [InlineData("""{"mrz":["A",7]}""", "soort")]
    [InlineData("""{"mrz":[["A"]]}""", "soort")]
    [InlineData("""{"mrz":"\ud83d"}""", "tekens")]
    [InlineData("""{"mrz":[]}""", "mrz-lengte")]
    [InlineData("""{"mrz":""}""", "mrz-lengte")]
    [InlineData("""{"mrz":"P<NLD"}""", "mrz-lengte")]
    public async Task A_zone_that_is_none_has_that_one_fault(string body, string code)
    {
        using var gate = house.Client("poort");

        var response = await gate.PostTextAsync(Talk.Queries, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([code], (await response.JsonAsync()).Codes());
    }

    [Fact]
    public async Task A_zone_of_thousands_of_characters_is_refused()
    {
        using var gate = house.Client("poort");

        var problem = await (await gate.PostAsync(Talk.Queries, Scan(new string('A', 7_000)))).JsonAsync();

        Assert.Equal(["mrz-lengte"], problem.Codes());
    }

    [Fact]
    public async Task Null_for_a_zone_is_no_zone()
    {
        using var gate = house.Client("poort");
        var body = Talk.Person();
        body["mrz"] = null;

        var response = await gate.PostAsync(Talk.Queries, body);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task Nobody_is_registered_by_a_zone()
    {
        using var desk = house.Client("veiligheid");

        var problem = await (await desk.PostAsync(Talk.Registrations, Talk.Ban(Scan($"{Name}\n{Blanked}")))).JsonAsync();

        Assert.Contains("onbekend-veld", problem.Codes());
    }

    private static JsonObject Scan(string mrz) => new() { ["mrz"] = mrz };

    /// <summary>What the auditor sees of a query, without what differs between any two.</summary>
    private static string Shown(JsonArray rows, JsonObject answer)
    {
        var row = rows.Single(row => string.Equals(row!.Text("id"), answer.Text("id"), StringComparison.Ordinal))!.DeepClone().AsObject();
        foreach (var own in new[] { "volgnummer", "id", "tijdstip", "referentie" })
        {
            row.Remove(own);
        }

        return row.ToJsonString();
    }
}
