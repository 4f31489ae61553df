using System.Net;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>POST /v1/bevragingen: match or no match, and never more.</summary>
public sealed class QueryTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task A_registered_person_matches_at_every_gate_with_the_phone_number_of_the_askers_own_desk()
    {
        using var desk = house.Client("veiligheid");
        using var gate = house.Client("poort-haven");
        (await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person("Aalders", "Bram")))).EnsureSuccessStatusCode();

        var response = await gate.PostAsync(Talk.Queries, Talk.Person("Aalders", "Bram"));

        var answer = await response.JsonAsync();
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("match", answer.Text("uitkomst"));
        Assert.Equal(house.Harbour.DeskPhone, answer.Text("telefoonnummer"));
        Assert.Matches("^M-2026-[0-9]{6}$", answer.Text("referentie"));
        Assert.Contains("geen weigering", answer.Text("instructie"), StringComparison.Ordinal);
        Assert.Equal(["id", "tijdstip", "uitkomst", "referentie", "telefoonnummer", "instructie"], answer.Select(field => field.Key));
    }

    [Fact]
    public async Task An_unknown_person_gives_no_match_and_nothing_else()
    {
        using var gate = house.Client("poort");

        var response = await gate.PostAsync(Talk.Queries, Talk.Person("Zonderling"));

        var answer = await response.JsonAsync();
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("geenMatch", answer.Text("uitkomst"));
        Assert.Equal(["id", "tijdstip", "uitkomst"], answer.Select(field => field.Key));
        Assert.Equal("2026-11-21T11:00:00.000Z", answer.Text("tijdstip"));
    }

    [Fact]
    public async Task A_match_and_no_match_leave_in_the_same_number_of_bytes_with_the_same_headers()
    {
        using var desk = house.Client("veiligheid");
        using var gate = house.Client("poort");
        (await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person("Brands", "Carla")))).EnsureSuccessStatusCode();

        var match = await gate.PostAsync(Talk.Queries, Talk.Person("Brands", "Carla"));
        var noMatch = await gate.PostAsync(Talk.Queries, Talk.Person("Brands", "Dirk"));

        Assert.Equal("match", (await match.JsonAsync()).Text("uitkomst"));
        Assert.Equal("geenMatch", (await noMatch.JsonAsync()).Text("uitkomst"));
        Assert.Equal((await match.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, (await noMatch.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length);
        Assert.Equal(match.StatusCode, noMatch.StatusCode);
        Assert.Equal(HeaderLines(match), HeaderLines(noMatch));
    }

    [Fact]
    public async Task The_query_stands_in_the_log_with_who_from_where_when_and_whether_it_matched()
    {
        using var gate = house.Client("poort");
        using var auditor = house.Client("toezicht");
        var answer = await (await gate.PostAsync(Talk.Queries, Talk.Person("Cornelisse"))).JsonAsync();

        var rows = (await (await auditor.ReadAsync(Talk.Queries + "?aantal=200")).JsonAsync())["bevragingen"]!.AsArray();

        var row = Assert.Single(rows, row => string.Equals(row!.Text("id"), answer.Text("id"), StringComparison.Ordinal))!;
        Assert.Equal(("De Leeuw", "Rokin", "poort", "geenMatch"), (row.Text("deelnemer"), row.Text("locatie"), row.Text("medewerker"), row.Text("uitkomst")));
        Assert.Equal(answer.Text("tijdstip"), row.Text("tijdstip"));
        Assert.DoesNotContain("Cornelisse", row.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_person_registered_with_a_prefix_is_found_by_somebody_who_leaves_it_out()
    {
        using var desk = house.Client("veiligheid");
        using var gate = house.Client("poort");
        (await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person("Élzinga", "Maarten Jan", prefix: "van")))).EnsureSuccessStatusCode();

        var answer = await (await gate.PostAsync(Talk.Queries, Talk.Person("ELZINGA", "m.j.", prefix: null))).JsonAsync();

        Assert.Equal("match", answer.Text("uitkomst"));
    }

    [Fact]
    public async Task Each_match_gets_the_next_reference()
    {
        using var desk = house.Client("veiligheid");
        using var gate = house.Client("poort");
        (await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person("Douma", "Eva")))).EnsureSuccessStatusCode();

        var first = (await (await gate.PostAsync(Talk.Queries, Talk.Person("Douma", "Eva"))).JsonAsync()).Text("referentie");
        var second = (await (await gate.PostAsync(Talk.Queries, Talk.Person("Douma", "Eva"))).JsonAsync()).Text("referentie");

        Assert.True(string.CompareOrdinal(first, second) < 0, $"{second} does not follow {first}");
    }

    private static IEnumerable<string> HeaderLines(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers)
            .Where(header => header.Key is not "Date")
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
}
