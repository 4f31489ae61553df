using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>Protocol article 7 over HTTP: joining with papers, permits, locations, exclusion; and what was done, for whoever may read it.</summary>
public sealed class ParticipantTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string Path = "/v1/deelnemers";
    private const string Acts = "/v1/handelingen";

    [Fact]
    public async Task Without_papers_a_garage_joins_as_ever_and_does_not_take_part_yet()
    {
        using var manager = house.Client("beheer");

        var joined = await (await manager.PostAsync(Path, Garage("Garage Kaal"))).JsonAsync();
        var permitted = await (await manager.PostAsync($"{Path}/{joined.Text("id")}/vergunningen", Permit(signed: "2026-11-01"))).JsonAsync();

        Assert.False(joined["doetMee"]!.GetValue<bool>());
        Assert.Null(joined["vergunning"]);
        Assert.True(permitted["doetMee"]!.GetValue<bool>());
        Assert.Equal(("2026-11-01", "2027-12-31"), (permitted.Text("verklaring"), permitted["vergunning"]!.AsObject().Text("tot")));
    }

    [Fact]
    public async Task With_papers_a_garage_takes_part_at_once_and_the_list_says_so()
    {
        using var manager = house.Client("beheer");
        var garage = Garage("Garage Compleet");
        garage["verklaring"] = "2026-11-01";
        garage["vergunning"] = Permit();
        garage["bereikbaarheid"] = "dag en nacht";
        garage["briefhoofd"] = "Garage Compleet\nPostbus 1";

        var response = await manager.PostAsync(Path, garage);
        var listed = (await (await manager.ReadAsync(Path)).JsonAsync())["deelnemers"]!.AsArray()
            .Select(participant => participant!.AsObject()).Single(participant => string.Equals(participant.Text("naam"), "Garage Compleet", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.True(listed["doetMee"]!.GetValue<bool>());
        Assert.Equal(("dag en nacht", "Garage Compleet\nPostbus 1"), (listed.Text("bereikbaarheid"), listed.Text("briefhoofd")));
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_the_papers_is_said_at_once()
    {
        using var manager = house.Client("beheer");
        var garage = Garage("Garage Fout");
        garage["verklaring"] = "gisteren";
        garage["vergunning"] = new JsonObject { ["van"] = "31-12-2026", ["kleur"] = "geel" };

        var response = await manager.PostAsync(Path, garage);
        var fields = (await response.JsonAsync())["fouten"]!.AsArray().Select(fault => fault!.AsObject().Text("veld")).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal) { "verklaring", "vergunning.van", "vergunning.nummer", "vergunning.tot", "vergunning.kleur" }, fields);
    }

    [Theory]
    [InlineData("vergunningen", """{"nummer":"V-1","van":"2026-12-31","tot":"2026-01-01"}""", HttpStatusCode.BadRequest)]
    [InlineData("vergunningen", """{"nummer":"V-1"}""", HttpStatusCode.BadRequest)]
    [InlineData("vergunningen", """{"nummer":"V-1","van":"2026-01-01","tot":"2027-12-31","verklaring":"2027-01-01"}""", HttpStatusCode.BadRequest)]
    [InlineData("vergunningen", """{"nummer":"V-1","van":"2026-01-01","tot":"2027-12-31","verklaring":"2026-11-22"}""", HttpStatusCode.BadRequest)]
    [InlineData("locaties", "{}", HttpStatusCode.BadRequest)]
    [InlineData("locaties", """{"naam":"Ingang"}""", HttpStatusCode.Conflict)]
    [InlineData("uitsluitingen", "{}", HttpStatusCode.BadRequest)]
    [InlineData("uitsluitingen", """{"reden":"x","gegevens":"bewaren"}""", HttpStatusCode.BadRequest)]
    [InlineData("uittredingen", """{"gegevens":"bewaren"}""", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_is_refused_and_changes_nothing(string what, string body, HttpStatusCode status)
    {
        using var manager = house.Client("beheer");
        var joined = await (await manager.PostAsync(Path, Garage($"Garage {OpaqueId.Create()}"))).JsonAsync();

        var response = await manager.PostTextAsync($"{Path}/{joined.Text("id")}/{what}", body);
        var acts = await ActsAsync("beheer", $"?betreft={joined.Text("id")}");

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("deelnemer.toegetreden", Assert.Single(acts).Text("handeling"));
    }

    [Theory]
    [InlineData("vergunningen")]
    [InlineData("locaties")]
    [InlineData("uittredingen")]
    [InlineData("uitsluitingen")]
    public async Task Of_a_garage_that_nobody_knows_nothing_is_changed(string what)
    {
        using var manager = house.Client("beheer");

        Assert.Equal(HttpStatusCode.NotFound, (await manager.PostTextAsync($"{Path}/{new string('0', 32)}/{what}", "{}")).StatusCode);
    }

    [Fact]
    public async Task An_excluded_garage_has_no_access_any_more_its_entries_match_nobody_and_the_reason_stands_in_the_acts()
    {
        await using var own = new TestHouse();
        await own.InitializeAsync();
        using var manager = own.Client("beheer");
        using var desk = own.Client("veiligheid-haven");
        using var gate = own.Client("poort");
        (await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person("Groot", "Hans")))).EnsureSuccessStatusCode();
        var before = await (await gate.PostAsync(Talk.Queries, Talk.Person("Groot", "Hans"))).JsonAsync();

        var response = await manager.PostAsync(
            $"{Path}/{own.Harbour.Id}/uitsluitingen", new JsonObject { ["reden"] = "Deelde gegevens met derden.", ["gegevens"] = "wissen" });
        var excluded = await response.JsonAsync();
        var after = await (await gate.PostAsync(Talk.Queries, Talk.Person("Groot", "Hans"))).JsonAsync();
        var itsDesk = await desk.ReadAsync(Talk.Registrations);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(("uitsluiting", false), (excluded.Text("vertrekDoor"), excluded["doetMee"]!.GetValue<bool>()));
        Assert.Null(excluded["wissenOp"]);
        Assert.Equal(("match", "geenMatch"), (before.Text("uitkomst"), after.Text("uitkomst")));
        Assert.Equal(HttpStatusCode.Unauthorized, itsDesk.StatusCode);
        using var auditor = own.Client("toezicht");
        var acts = (await (await auditor.ReadAsync(Acts)).JsonAsync())["handelingen"]!.AsArray().Select(act => act!.AsObject()).ToList();
        var exclusion = acts.Single(act => string.Equals(act.Text("handeling"), "deelnemer.uitgesloten", StringComparison.Ordinal));
        Assert.Equal(("beheer", "Deelde gegevens met derden."), (exclusion.Text("medewerker"), exclusion["gegevens"]!.AsObject().Text("reden")));
        Assert.Contains(acts, act => string.Equals(act.Text("handeling"), "deelnemer.gegevensGewist", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gate_whose_garage_is_excluded_while_its_question_is_under_way_hears_no_answer()
    {
        await using var own = new TestHouse();
        await own.InitializeAsync();
        using var gate = own.Client("poort");
        var excluded = 0;

        // The row of the question is about to be durable: somebody excludes the garage, and the directory has heard of it before the answer leaves.
        own.Installation.Writer.AfterCommit = () =>
        {
            if (own.Installation.QueryLogReader.NewestSeq() > 0 && Interlocked.Exchange(ref excluded, 1) == 0)
            {
                using var connection = own.Installation.Database.Open();
                connection.Execute("UPDATE participant SET left_on = '2026-01-01' WHERE id = @Id", new { own.Lion.Id });
                own.Installation.Directory.Refresh();
            }
        };
        var response = await gate.PostAsync(Talk.Queries, Talk.Person());

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(1, own.Installation.QueryLogReader.NewestSeq());
    }

    [Fact]
    public async Task A_desk_reads_the_acts_of_its_own_garage_only_and_everybody_page_by_page()
    {
        await using var own = new TestHouse();
        await own.InitializeAsync();
        using var manager = own.Client("beheer");
        foreach (var (garage, name) in new[] { (own.Lion, "Nes"), (own.Harbour, "Zuid"), (own.Lion, "Dam") })
        {
            (await manager.PostAsync($"{Path}/{garage.Id}/locaties", new JsonObject { ["naam"] = name })).EnsureSuccessStatusCode();
        }

        using var desk = own.Client("veiligheid");
        var ownActs = (await (await desk.ReadAsync(Acts)).JsonAsync())["handelingen"]!.AsArray();
        var others = (await (await desk.ReadAsync($"{Acts}?deelnemer={own.Harbour.Id}")).JsonAsync())["handelingen"]!.AsArray();
        var first = await (await manager.ReadAsync($"{Acts}?aantal=2")).JsonAsync();
        var second = await (await manager.ReadAsync($"{Acts}?aantal=2&cursor={first.Text("volgende")}")).JsonAsync();

        Assert.Equal(["Dam", "Nes"], ownActs.Select(act => act!["gegevens"]!.AsObject().Text("locatie")));
        Assert.Empty(others);
        Assert.Equal(
            ["Dam", "Zuid", "Nes"],
            first["handelingen"]!.AsArray().Concat(second["handelingen"]!.AsArray()).Select(act => act!["gegevens"]!.AsObject().Text("locatie")));
        Assert.Null(second["volgende"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await manager.ReadAsync($"{Acts}?betreft=iets")).StatusCode);
    }

    private async Task<List<JsonObject>> ActsAsync(string account, string query)
    {
        using var client = house.Client(account);
        return [.. (await (await client.ReadAsync(Acts + query)).JsonAsync())["handelingen"]!.AsArray().Select(act => act!.AsObject())];
    }

    private static JsonObject Garage(string name) => new()
    {
        ["naam"] = name,
        ["telefoonnummer"] = "+31 20 555 0103",
        ["locaties"] = new JsonArray("Ingang"),
    };

    private static JsonObject Permit(string? signed = null)
    {
        var permit = new JsonObject { ["nummer"] = "V-17", ["van"] = "2026-01-01", ["tot"] = "2027-12-31" };
        if (signed is not null)
        {
            permit["verklaring"] = signed;
        }

        return permit;
    }
}
