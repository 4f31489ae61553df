using System.Text.Json.Nodes;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>GET /v1/bevragingen: the auditor reads who asked, from where, when, and whether it matched.</summary>
public sealed class LogReadingTests : IAsyncLifetime
{
    private readonly TestHouse _house = new();

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        using var desk = _house.Client("veiligheid");
        using var gate = _house.Client("poort");
        using var otherGate = _house.Client("poort-haven");
        (await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person("Mulder", "Nel")))).EnsureSuccessStatusCode();
        await gate.PostAsync(Talk.Queries, Talk.Person("Mulder", "Nel"));
        await gate.PostAsync(Talk.Queries, Talk.Person("Nobody"));
        _house.Time.Advance(TimeSpan.FromDays(1));
        await otherGate.PostAsync(Talk.Queries, Talk.Person("Nobody"));
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task The_newest_query_stands_first_and_an_act_of_the_register_is_no_query()
    {
        var rows = await RowsAsync(string.Empty);
        using var auditor = _house.Client("toezicht");
        var acts = (await (await auditor.ReadAsync("/v1/handelingen")).JsonAsync())["handelingen"]!.AsArray();

        // A registration is a look, row 1, and an act, row 2.
        Assert.Contains(acts, act => act!["volgnummer"]!.GetValue<int>() == 2);
        Assert.Equal([5, 4, 3, 1], rows.Select(row => row["volgnummer"]!.GetValue<int>()));
        Assert.Equal(["poort", "poort", "poort"], rows.Take(3).Select(row => row.Text("doel")));
    }

    [Fact]
    public async Task The_log_is_filtered_by_outcome_participant_location_staff_and_time()
    {
        var staff = _house.Installation.Accounts.FindByName("poort-haven")!.Id;

        Assert.Equal([3], await NumbersAsync("?uitkomst=match"));
        Assert.Equal([5, 4, 1], await NumbersAsync("?uitkomst=geenMatch"));
        Assert.Equal([5], await NumbersAsync("?deelnemer=Haven"));
        Assert.Equal([4, 3, 1], await NumbersAsync($"?deelnemer={_house.Lion.Id}"));
        Assert.Equal([4, 3], await NumbersAsync("?locatie=Rokin"));
        Assert.Equal([5], await NumbersAsync($"?medewerker={staff}"));
        Assert.Equal([5], await NumbersAsync("?van=2026-11-22"));
        Assert.Equal([4, 3, 1], await NumbersAsync("?tot=2026-11-21"));
        Assert.Equal([4, 3, 1], await NumbersAsync("?tot=2026-11-21T13:00:00%2B01:00"));
        Assert.Empty(await NumbersAsync("?deelnemer=Niemand"));
    }

    [Fact]
    public async Task A_match_is_found_by_its_reference_by_the_auditor_and_by_its_own_desk_only()
    {
        using var otherDesk = _house.Client("veiligheid-haven");

        Assert.Equal([3], await NumbersAsync("?referentie=M-2026-000001"));
        Assert.Equal([3], await NumbersAsync("?referentie=m-2026-000001&deelnemer=De%20Leeuw"));
        Assert.Empty(await NumbersAsync("?referentie=M-2026-000002"));
        Assert.Empty(await NumbersAsync("?referentie=M-2026-000001&uitkomst=geenMatch"));
        Assert.Empty((await (await otherDesk.ReadAsync(Talk.Queries + "?referentie=M-2026-000001")).JsonAsync())["bevragingen"]!.AsArray());
    }

    [Theory]
    [InlineData("M-2026-17")]
    [InlineData("2026-000018")]
    [InlineData("M-2026-000000")]
    [InlineData("M-2026-99999999999")]
    [InlineData("M--2026-000017")]
    [InlineData("Kanariepieters")]
    public async Task What_is_no_reference_is_refused_in_words_that_repeat_nothing_of_it(string text)
    {
        using var auditor = _house.Client("toezicht");

        var response = await auditor.ReadAsync($"{Talk.Queries}?referentie={text}");
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Schrijf een referentie zoals M-2026-000017", body, StringComparison.Ordinal);
        Assert.DoesNotContain(text + "\u0022", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_each_other_until_the_first_query()
    {
        using var auditor = _house.Client("toezicht");

        var first = await (await auditor.ReadAsync(Talk.Queries + "?aantal=3")).JsonAsync();
        var second = await (await auditor.ReadAsync($"{Talk.Queries}?aantal=3&cursor={first.Text("volgende")}")).JsonAsync();

        Assert.Equal(3, first["bevragingen"]!.AsArray().Count);
        Assert.Equal(1, Assert.Single(second["bevragingen"]!.AsArray())!["volgnummer"]!.GetValue<int>());
        Assert.Null(second["volgende"]);
    }

    private async Task<IEnumerable<int>> NumbersAsync(string query) => (await RowsAsync(query)).Select(row => row["volgnummer"]!.GetValue<int>());

    private async Task<List<JsonObject>> RowsAsync(string query)
    {
        using var auditor = _house.Client("toezicht");
        return (await (await auditor.ReadAsync(Talk.Queries + query)).JsonAsync())["bevragingen"]!.AsArray().Select(row => row!.AsObject()).ToList();
    }
}
