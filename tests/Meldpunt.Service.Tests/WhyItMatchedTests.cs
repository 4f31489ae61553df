using System.Net;
using System.Text.Json.Nodes;
using Meldpunt.Index.Matching;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>Which parts agreed, and by which rule: for the desk and the supervisor, and never for the gate.</summary>
public sealed class WhyItMatchedTests : IAsyncLifetime
{
    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("veiligheid")]
    [InlineData("toezicht")]
    public async Task A_match_by_a_misspelt_name_says_which_parts_agree_and_nothing_that_stands_in_them(string reader)
    {
        await RegisterAsync("Kwikmeijer", "Hilde");

        await AskAsync(Talk.Person("Kwikmeyer", "Hilde"));
        await AskAsync(Talk.Person("Zonderland", "Hilde"));
        var rows = await RowsAsync(reader);

        Assert.Equal(["achternaam klinkt gelijk", "voornaam gelijk", "geboortedatum gelijk"], Agreement(rows[1]));
        Assert.Empty(Agreement(rows[0]));
        Assert.Equal(["koppeling-1/gewogen", "koppeling-1/gewogen"], rows.Select(row => row.Text("regel")));
        Assert.DoesNotContain("kwikm", string.Concat(rows.Select(row => row.ToJsonString())), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_gate_hears_no_reason_and_gets_as_many_bytes_for_a_match_as_for_none()
    {
        await RegisterAsync("Kwikmeijer", "Hilde");
        using var gate = _house.Client("poort");

        var match = await AskAsync(Talk.Person("Kwikmeyer", "Hilde"));
        var noMatch = await AskAsync(Talk.Person("Zonderland", "Hilde"));
        var log = await gate.ReadAsync(Talk.Queries);

        Assert.Equal(["id", "tijdstip", "uitkomst", "referentie", "telefoonnummer", "instructie"], match.Answer.Select(field => field.Key));
        Assert.Equal(["id", "tijdstip", "uitkomst"], noMatch.Answer.Select(field => field.Key));
        Assert.Equal(match.Bytes, noMatch.Bytes);
        Assert.Equal(HttpStatusCode.Forbidden, log.StatusCode);
    }

    [Fact]
    public async Task Another_garage_does_not_hear_why_there_was_a_match_here()
    {
        await RegisterAsync("Kwikmeijer", "Hilde");

        await AskAsync(Talk.Person("Kwikmeyer", "Hilde"));

        Assert.Empty(await RowsAsync("veiligheid-haven"));
    }

    [Fact]
    public async Task A_strength_that_is_chosen_counts_after_the_next_start_and_every_row_says_which_one_did()
    {
        await RegisterAsync("Kwikzilver", "Hilde");
        var visitor = Talk.Person("Kwikzilver", "H.");

        var before = await AskAsync(visitor);
        await _house.Installation.ChooseStrengthAsync(MatchStrength.Strict);
        var chosen = await AskAsync(visitor);
        await _house.RestartAsync();
        var after = await AskAsync(visitor);
        var rows = await RowsAsync("toezicht");

        Assert.Equal(["match", "match", "geenMatch"], new[] { before, chosen, after }.Select(answer => answer.Answer.Text("uitkomst")));
        Assert.Equal(["koppeling-1/streng", "koppeling-1/gewogen", "koppeling-1/gewogen"], rows.Select(row => row.Text("regel")));
        Assert.Equal(["achternaam gelijk", "voorletter gelijk", "geboortedatum gelijk"], Agreement(rows[1]));
        Assert.Empty(Agreement(rows[0]));
    }

    [Fact]
    public async Task A_desk_hears_that_too_little_is_known_by_the_strength_in_force()
    {
        var balanced = await RegisterAsync("Kwikzilver", "H.");
        await _house.Installation.ChooseStrengthAsync(MatchStrength.Strict);
        await _house.RestartAsync();
        var strict = await RegisterAsync("Kwikzilver", "H.");

        Assert.Null(balanced["letOp"]);
        Assert.Contains("geen match", strict.Text("letOp"), StringComparison.Ordinal);
        Assert.Equal("geenMatch", (await AskAsync(Talk.Person("Kwikzilver", "H."))).Answer.Text("uitkomst"));
    }

    private static IEnumerable<string> Agreement(JsonNode row) => row["overeenkomst"]!.AsArray().Select(word => word!.GetValue<string>());

    private async Task<JsonObject> RegisterAsync(string surname, string firstNames)
    {
        using var desk = _house.Client("veiligheid");
        return await (await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person(surname, firstNames)))).EnsureSuccessStatusCode().JsonAsync();
    }

    private async Task<(JsonObject Answer, long Bytes)> AskAsync(JsonObject person)
    {
        using var gate = _house.Client("poort");
        var response = (await gate.PostAsync(Talk.Queries, person)).EnsureSuccessStatusCode();
        return (await response.JsonAsync(), (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length);
    }

    private async Task<List<JsonObject>> RowsAsync(string reader)
    {
        using var client = _house.Client(reader);
        return (await (await client.ReadAsync(Talk.Queries)).JsonAsync())["bevragingen"]!.AsArray()
            .Select(row => row!.AsObject()).Where(row => string.Equals(row.Text("doel"), "poort", StringComparison.Ordinal)).ToList();
    }
}
