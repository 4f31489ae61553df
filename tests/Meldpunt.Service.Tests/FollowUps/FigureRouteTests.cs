using System.Net;
using System.Text.Json.Nodes;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.FollowUps;

/// <summary>Figures over HTTP and on their page, each role what is for it.</summary>
public sealed class FigureRouteTests : IAsyncLifetime
{
    private const string Figures = "/v1/cijfers/opvolging";

    private readonly TestHouse _house = new();

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        await _house.RegisterAsync();
        for (var number = 0; number < 6; number++)
        {
            var (queryId, _) = await _house.MatchAsync();
            await _house.AdviseAsync(_house.CaseOf(queryId), "toelaten");
        }

        _ = await _house.MatchAsync(gate: "poort");
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task The_consortium_sees_each_participant_that_has_enough_cases_and_a_desk_its_own()
    {
        using var auditor = _house.Client("toezicht");
        using var desk = _house.Client("veiligheid");

        var seen = (await (await auditor.ReadAsync(Figures)).JsonAsync())["totaal"]!.AsArray();
        var own = (await (await desk.ReadAsync(Figures)).JsonAsync())["totaal"]!.AsArray();

        Assert.Equal([6, 6], seen.Where(row => !row!["teWeinig"]!.GetValue<bool>()).Select(row => row!["zaken"]!.GetValue<int>()));
        Assert.Null(seen.Single(row => row!["teWeinig"]!.GetValue<bool>())!["zaken"]);
        Assert.Equal([null, "De Leeuw"], own.Select(row => row!["deelnemer"]?.GetValue<string>()));
        Assert.Equal([6, 1], own.Select(row => row!["zaken"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("?van=2026-13")]
    [InlineData("?van=2026-11&tot=2026-10")]
    [InlineData("?deelnemer=Haven")]
    public async Task What_are_no_months_is_refused_in_words(string query)
    {
        using var desk = _house.Client("veiligheid");

        Assert.Equal(HttpStatusCode.BadRequest, (await desk.ReadAsync(Figures + query)).StatusCode);
        Assert.Contains("role=\"alert\"", await (await desk.ReadAsync("/cijfers" + query)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_says_what_the_page_says_and_a_participant_s_name_is_no_formula_in_it()
    {
        using var auditor = _house.Client("toezicht");

        var file = await auditor.ReadAsync("/cijfers?bestand=csv");
        var lines = (await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n");

        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains(lines, line => line.StartsWith("\"\";\"Haven\";\"nee\";\"6\";\"6\";", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("\"\";\"De Leeuw\";\"ja\";\"\";", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_consortium_sees_what_is_disputed_by_reference_and_nothing_of_a_person()
    {
        var (queryId, reference) = await _house.MatchAsync();
        using var source = _house.Client("veiligheid");
        (await source.PostAsync($"{FollowUpHouse.Cases}/{_house.CaseOf(queryId)}/raadplegingen", new JsonObject { ["resultaat"] = "nietGesproken" })).EnsureSuccessStatusCode();
        using var auditor = _house.Client("toezicht");
        using var desk = _house.Client("veiligheid-haven");

        var page = await (await auditor.ReadAsync("/cijfers")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var own = await (await desk.ReadAsync("/cijfers")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains(reference, page, StringComparison.Ordinal);
        Assert.Contains("de bron zegt dat er niet gebeld is", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Berg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"wacht\"", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_an_entry_tells_its_desk_who_was_told_of_a_change_and_who_saw_it()
    {
        using var desk = _house.Client("veiligheid");
        var entryId = (await (await desk.ReadAsync(Talk.Registrations)).JsonAsync())["registraties"]![0]!.Text("id");
        Assert.DoesNotContain("Op de startpagina van het bureau", await PageAsync(desk, entryId), StringComparison.Ordinal);
        (await desk.PostAsync($"{Talk.Registrations}/{entryId}/beperkingen", new JsonObject { ["reden"] = "Er wordt naar gekeken." })).EnsureSuccessStatusCode();
        await Talk.UntilAsync(() => _house.Installation.Messages.Newest(_house.Harbour.Id, beforeSeq: null, 20).Any(message => message.EntryId is not null), "the harbour was told");

        var told = await PageAsync(desk, entryId);
        var message = _house.Installation.Messages.Newest(_house.Harbour.Id, beforeSeq: null, 20).First(message => message.EntryId is not null);
        using var harbour = _house.Client("veiligheid-haven");
        (await harbour.PostAsync($"{FollowUpHouse.Messages}/{message.Id}/gezien", new JsonObject())).EnsureSuccessStatusCode();
        var seen = await PageAsync(desk, entryId);

        Assert.Contains("<th scope=\"row\">Haven</th>", told, StringComparison.Ordinal);
        Assert.Contains("<td>Nog niet</td>", told, StringComparison.Ordinal);
        Assert.DoesNotContain("<td>Nog niet</td>", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("veiligheid-haven", seen, StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync(HttpClient desk, string entryId) =>
        await (await desk.ReadAsync($"/registraties/{entryId}")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
