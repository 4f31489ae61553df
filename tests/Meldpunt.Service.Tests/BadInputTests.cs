using System.Net;
using System.Text.Json.Nodes;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>Bad input gets a clear 4xx that says what to do, never a 500, and never an answer.</summary>
public sealed class BadInputTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string Good = """{"achternaam":"Berg","voornamen":"Anna","geboortedatum":"1984-03-12"}""";

    public static TheoryData<string, string, string> BadBodies() => new()
    {
        { "an empty body", string.Empty, "geen-json" },
        { "half a body", """{"achternaam":"Be""", "geen-json" },
        { "a list", "[]", "geen-json" },
        { "a doubled field", """{"achternaam":"Berg","achternaam":"Dal","voornamen":"Anna","geboortedatum":"1984-03-12"}""", "geen-json" },
        { "deep nesting", new string('[', 100) + new string(']', 100), "geen-json" },
        { "an unknown field", """{"achternaam":"Berg","voornamen":"Anna","geboortedatum":"1984-03-12","bsn":"123456782"}""", "onbekend-veld" },
        { "a number for a name", """{"achternaam":7,"voornamen":"Anna","geboortedatum":"1984-03-12"}""", "soort" },
        { "no fields", "{}", "ontbreekt" },
        { "null for a name", """{"achternaam":null,"voornamen":"Anna","geboortedatum":"1984-03-12"}""", "ontbreekt" },
        { "31 February", """{"achternaam":"Berg","voornamen":"Anna","geboortedatum":"1984-02-31"}""", "datum" },
        { "a date in another form", """{"achternaam":"Berg","voornamen":"Anna","geboortedatum":"12-03-1984"}""", "datum" },
        { "a day without a month", """{"achternaam":"Berg","voornamen":"Anna","geboortedatum":"1984-00-12"}""", "datum" },
        { "a birth date in the future", """{"achternaam":"Berg","voornamen":"Anna","geboortedatum":"2026-11-22"}""", "toekomst" },
        { "a birth date of long ago", """{"achternaam":"Berg","voornamen":"Anna","geboortedatum":"1850-01-01"}""", "te-oud" },
        { "a surname of 300 letters", $$"""{"achternaam":"{{new string('a', 300)}}","voornamen":"Anna","geboortedatum":"1984-03-12"}""", "te-lang" },
        { "emoji", """{"achternaam":"Berg😀","voornamen":"Anna","geboortedatum":"1984-03-12"}""", "tekens" },
        { "right-to-left text", """{"achternaam":"العربية","voornamen":"Anna","geboortedatum":"1984-03-12"}""", "tekens" },
        { "a hidden direction mark", """{"achternaam":"Berg\u202e","voornamen":"Anna","geboortedatum":"1984-03-12"}""", "tekens" },
        { "a null byte", """{"achternaam":"Be\u0000rg","voornamen":"Anna","geboortedatum":"1984-03-12"}""", "tekens" },
        { "half a surrogate pair", """{"achternaam":"Be\ud83drg","voornamen":"Anna","geboortedatum":"1984-03-12"}""", "tekens" },
        { "a surname without letters", """{"achternaam":"---","voornamen":"Anna","geboortedatum":"1984-03-12"}""", "geen-letters" },
        { "half a surrogate pair in the name of a field", """{"achternaam\ud83d":"Berg","voornamen":"Anna","geboortedatum":"1984-03-12"}""", "geen-json" },
        { "markup", """{"achternaam":"<script>","voornamen":"Anna","geboortedatum":"1984-03-12"}""", "tekens" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_query_with(string what, string body, string code)
    {
        using var gate = house.Client("poort");

        var response = await gate.PostTextAsync(Talk.Queries, body);

        var problem = await response.JsonAsync();
        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{what}: {response.StatusCode}");
        AssertIsProblem(response, problem);
        Assert.Contains(code, problem.Codes());
    }

    [Fact]
    public async Task A_body_with_a_raw_null_byte_is_refused()
    {
        using var gate = house.Client("poort");

        var response = await gate.PostTextAsync(Talk.Queries, "{\"achternaam\":\"Be\0rg\",\"voornamen\":\"Anna\",\"geboortedatum\":\"1984-03-12\"}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        AssertIsProblem(response, await response.JsonAsync());
    }

    [Fact]
    public async Task All_faults_come_at_once()
    {
        using var gate = house.Client("poort");

        var problem = await (await gate.PostTextAsync(Talk.Queries, """{"voornamen":"Anna😀","geboortedatum":"1984-02-31","x":1}""")).JsonAsync();

        Assert.Equal(["x", "achternaam", "voornamen", "geboortedatum"], problem["fouten"]!.AsArray().Select(fault => fault!.Text("veld")));
    }

    [Fact]
    public async Task A_body_of_a_megabyte_is_too_large()
    {
        using var gate = house.Client("poort");

        var response = await gate.PostTextAsync(Talk.Queries, new string(' ', 1024 * 1024));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        AssertIsProblem(response, await response.JsonAsync());
    }

    [Fact]
    public async Task A_body_that_grows_past_the_limit_without_saying_its_length_is_too_large()
    {
        using var gate = house.Client("poort");
        using var content = new StreamContent(new MemoryStream(new byte[100 * 1024]));
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, Talk.Queries) { Content = content };
        request.Headers.TransferEncodingChunked = true;

        var response = await gate.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    public async Task Anything_but_JSON_is_the_wrong_kind_of_content(string contentType)
    {
        using var gate = house.Client("poort");

        var response = await gate.PostTextAsync(Talk.Queries, Good, contentType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        AssertIsProblem(response, await response.JsonAsync());
    }

    [Fact]
    public async Task An_address_that_ends_in_a_slash_does_not_exist_and_does_not_redirect()
    {
        using var gate = house.Client("poort");

        var response = await gate.PostTextAsync(Talk.Queries + "/", Good);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        AssertIsProblem(response, await response.JsonAsync());
    }

    [Theory]
    [InlineData("?achternaam=Berg")]
    [InlineData("?uitkomst=misschien")]
    [InlineData("?van=gisteren")]
    [InlineData("?aantal=0")]
    [InlineData("?aantal=1000000")]
    [InlineData("?cursor=%20")]
    [InlineData("?tot=9999-12-31")]
    [InlineData("?van=0001-01-01")]
    [InlineData("?van=20:15")]
    [InlineData("?van=12/03/2026")]
    public async Task A_list_with_a_parameter_that_cannot_be_is_refused(string query)
    {
        using var auditor = house.Client("toezicht");

        var response = await auditor.ReadAsync(Talk.Queries + query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        AssertIsProblem(response, await response.JsonAsync());
    }

    [Fact]
    public async Task A_registration_with_unknown_fields_at_every_level_hears_of_each()
    {
        using var desk = house.Client("veiligheid");
        var body = Talk.Ban();
        body["rol"] = "beheer";
        body["persoon"]!["bsn"] = "123456782";
        body["criteria"]!["vervaltOp"] = "2099-01-01";
        body["criteria"]!["mededeling"]!["x"] = 1;

        var problem = await (await desk.PostAsync(Talk.Registrations, body)).JsonAsync();

        Assert.Equal(
            ["rol", "persoon.bsn", "criteria.vervaltOp", "criteria.mededeling.x"],
            problem["fouten"]!.AsArray().Select(fault => fault!.Text("veld")));
    }

    [Theory]
    [InlineData("""{"naam":"Garage","telefoonnummer":"bel maar","locaties":["Ingang"]}""")]
    [InlineData("""{"naam":"Garage","telefoonnummer":"020 555 01 04"}""")]
    [InlineData("""{"naam":"Garage","telefoonnummer":"020 555 01 04","locaties":[]}""")]
    [InlineData("""{"naam":"Garage","telefoonnummer":"020 555 01 04","locaties":["Ingang\ud83d"]}""")]
    [InlineData("""{"naam":"Garage","telefoonnummer":"020 555 01 04","locaties":["Ingang","Ingang"]}""")]
    public async Task A_participant_that_cannot_be_is_refused(string body)
    {
        using var manager = house.Client("beheer");

        var response = await manager.PostTextAsync("/v1/deelnemers", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        AssertIsProblem(response, await response.JsonAsync());
    }

    [Fact]
    public async Task A_participant_whose_name_is_taken_meets_a_conflict()
    {
        using var manager = house.Client("beheer");

        var response = await manager.PostTextAsync("/v1/deelnemers", """{"naam":"Haven","telefoonnummer":"020 555 01 04","locaties":["Zuid"]}""");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
    }

    private static void AssertIsProblem(HttpResponseMessage response, JsonObject problem)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)response.StatusCode, problem["status"]!.GetValue<int>());
        Assert.NotEmpty(problem.Text("title"));
        Assert.NotEmpty(problem.Text("detail"));
        Assert.Null(problem["uitkomst"]);
    }
}
