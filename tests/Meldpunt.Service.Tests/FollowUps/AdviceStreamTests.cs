using System.Net;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.FollowUps;

/// <summary>What the gate hears of its desk: soon, at its own place, and nothing else.</summary>
public sealed class AdviceStreamTests : IAsyncLifetime
{
    private static readonly string[] Fields = ["bevraging", "referentie", "advies", "voorwaarden", "tijdstip"];
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    private readonly TestHouse _house = new();

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        await _house.RegisterAsync();
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("toelaten", null)]
    [InlineData("weigeren", null)]
    [InlineData("voorwaarden", "Alleen dek 1, met begeleiding.")]
    public async Task The_gate_that_asked_hears_the_advice_within_a_second(string advice, string? conditions)
    {
        using var listener = await _house.ListenAsync("poort-haven", FollowUpHouse.Advices);
        _ = await listener.NextAsync();
        var (queryId, reference) = await _house.MatchAsync();

        await _house.AdviseAsync(_house.CaseOf(queryId), advice, conditions);
        var heard = await listener.MessageAsync(AtOnce);

        Assert.Equal(Fields, heard.Json.Select(field => field.Key));
        Assert.Equal(("advies", queryId, reference, advice), (heard.Name, heard.Json.Text("bevraging"), heard.Json.Text("referentie"), heard.Json.Text("advies")));
        Assert.Equal(conditions, heard.Json["voorwaarden"]?.GetValue<string>());
    }

    [Fact]
    public async Task No_gate_at_another_place_hears_of_it_and_no_other_role()
    {
        await _house.AddAsync("poort-dam", Role.Gate, _house.Lion, "Damstraat");
        _house.Installation.Directory.Refresh();
        using var elsewhere = await _house.ListenAsync("poort-dam", FollowUpHouse.Advices);
        using var other = await _house.ListenAsync("poort-haven", FollowUpHouse.Advices);
        using var here = await _house.ListenAsync("poort", FollowUpHouse.Advices);
        var (queryId, _) = await _house.MatchAsync(gate: "poort");

        using var desk = _house.Client("veiligheid");
        (await desk.PostAsync($"{FollowUpHouse.Cases}/{_house.CaseOf(queryId)}/raadplegingen", FollowUpHouse.Spoken())).EnsureSuccessStatusCode();
        (await desk.PostAsync($"{FollowUpHouse.Cases}/{_house.CaseOf(queryId)}/adviezen", FollowUpHouse.Advice("weigeren"))).EnsureSuccessStatusCode();
        Assert.Equal("weigeren", (await here.MessageAsync()).Json.Text("advies"));

        // What the others would have heard by now was sent before what they hear next.
        Assert.Equal(["hartslag"], [(await elsewhere.NextAsync())!.Name]);
        Assert.Equal(["hartslag"], [(await other.NextAsync())!.Name]);
        foreach (var listener in new[] { elsewhere, other })
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listener.MessageAsync(AtOnce));
        }

        foreach (var account in (string[])["poort-dam", "poort-haven"])
        {
            using var client = _house.Client(account);
            Assert.Equal(HttpStatusCode.NotFound, (await client.ReadAsync($"{Talk.Queries}/{queryId}/advies")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await client.ReadAsync($"/poort/advies/{queryId}")).StatusCode);
        }
    }

    [Fact]
    public async Task An_advice_can_be_read_by_its_question_before_and_after_it_was_given()
    {
        var (queryId, reference) = await _house.MatchAsync();
        using var gate = _house.Client("poort-haven");

        var before = await (await gate.ReadAsync($"{Talk.Queries}/{queryId}/advies")).JsonAsync();
        await _house.AdviseAsync(_house.CaseOf(queryId), "toelaten");
        var after = await (await gate.ReadAsync($"{Talk.Queries}/{queryId}/advies")).JsonAsync();

        Assert.Equal((queryId, reference), (before.Text("bevraging"), before.Text("referentie")));
        Assert.All((string[])["advies", "voorwaarden", "tijdstip"], name => Assert.Null(before[name]));
        Assert.Equal(("toelaten", "2026-11-21T11:00:00.000Z"), (after.Text("advies"), after.Text("tijdstip")));
    }

    [Fact]
    public async Task Of_a_visitor_without_a_match_there_is_no_advice_and_no_sign_that_there_might_be()
    {
        using var gate = _house.Client("poort-haven");
        var asked = await (await gate.PostAsync(Talk.Queries, Talk.Person("Zonderland"))).JsonAsync();

        var none = await gate.ReadAsync($"{Talk.Queries}/{asked.Text("id")}/advies");
        var absent = await gate.ReadAsync($"{Talk.Queries}/{new string('a', 32)}/advies");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (none.StatusCode, absent.StatusCode));
        Assert.Equal(await Browser.TextAsync(absent), await Browser.TextAsync(none));
    }

    [Fact]
    public async Task When_the_entry_goes_the_gate_hears_that_the_match_lapsed()
    {
        using var listener = await _house.ListenAsync("poort-haven", FollowUpHouse.Advices);
        _ = await listener.NextAsync();
        var (queryId, _) = await _house.MatchAsync();
        using var source = _house.Client("veiligheid");
        var entry = (await (await source.ReadAsync(Talk.Registrations)).JsonAsync())["registraties"]![0]!.Text("id");

        (await source.PostTextAsync($"{Talk.Registrations}/{entry}/intrekkingen", """{"grond":"onterecht"}""")).EnsureSuccessStatusCode();

        var heard = await listener.MessageAsync();
        Assert.Equal((queryId, "vervallen"), (heard.Json.Text("bevraging"), heard.Json.Text("advies")));
    }

    [Fact]
    public async Task A_refusal_of_an_entry_that_went_is_taken_back_at_the_gate_while_another_case_waits()
    {
        await _house.RegisterNamesakeAsync();
        using var source = _house.Client("veiligheid");
        using var listener = await _house.ListenAsync("poort-haven", FollowUpHouse.Advices);
        _ = await listener.NextAsync();
        var (queryId, _) = await _house.MatchAsync();
        var refused = _house.CaseOf(queryId);
        await _house.AdviseAsync(refused, "weigeren");
        var first = await listener.MessageAsync();
        var entry = (await (await source.ReadAsync($"{FollowUpHouse.Cases}/{refused}")).JsonAsync())["registratie"]!.Text("id");

        (await source.PostTextAsync($"{Talk.Registrations}/{entry}/intrekkingen", """{"grond":"onterecht"}""")).EnsureSuccessStatusCode();

        var heard = await listener.MessageAsync();
        Assert.Equal((queryId, "weigeren"), (first.Json.Text("bevraging"), first.Json.Text("advies")));
        Assert.Equal(queryId, heard.Json.Text("bevraging"));
        Assert.Equal(Fields, heard.Json.Select(field => field.Key));
        Assert.Null(heard.Json["advies"]);
        Assert.Null(heard.Json["tijdstip"]);
    }

    [Fact]
    public async Task A_gate_that_comes_back_hears_the_advice_that_was_given_meanwhile_and_none_of_yesterday()
    {
        var (old, _) = await _house.MatchAsync();
        await _house.AdviseAsync(_house.CaseOf(old), "toelaten");
        _house.Time.Advance(TimeSpan.FromHours(13));
        var (queryId, _) = await _house.MatchAsync();
        await _house.AdviseAsync(_house.CaseOf(queryId), "weigeren");

        using var listener = await _house.ListenAsync("poort-haven", FollowUpHouse.Advices, "0");

        Assert.Equal(queryId, (await listener.MessageAsync()).Json.Text("bevraging"));
    }

    [Fact]
    public async Task Another_advice_takes_the_place_of_the_first()
    {
        var (queryId, _) = await _house.MatchAsync();
        await _house.AdviseAsync(_house.CaseOf(queryId), "weigeren");
        using var desk = _house.Client("veiligheid-haven");
        using var listener = await _house.ListenAsync("poort-haven", FollowUpHouse.Advices);
        _ = await listener.NextAsync();

        (await desk.PostAsync($"{FollowUpHouse.Cases}/{_house.CaseOf(queryId)}/adviezen", FollowUpHouse.Advice("voorwaarden", "Tot 22:00 uur."))).EnsureSuccessStatusCode();

        Assert.Equal(("voorwaarden", "Tot 22:00 uur."), ((await listener.MessageAsync()).Json is var heard) ? (heard.Text("advies"), heard.Text("voorwaarden")) : default);
    }
}
