using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Meldpunt.Admin.Messages;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.FollowUps;

/// <summary>What a desk is told over the interface, and that it was seen.</summary>
public sealed class MessageRouteTests : IAsyncLifetime
{
    private static readonly string[] Fields = ["id", "volgnummer", "soort", "tijdstip", "opvolging", "referentie", "registratie", "wat", "gezien"];

    private readonly TestHouse _house = new();

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        await _house.RegisterAsync();
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Both_desks_are_told_of_a_match_each_in_a_message_of_its_own_and_nobody_else_is()
    {
        var (queryId, reference) = await _house.MatchAsync();

        var told = new List<JsonObject>();
        foreach (var desk in (string[])["veiligheid-haven", "veiligheid"])
        {
            var message = Assert.Single(await ListAsync(desk));
            Assert.Equal(Fields, message.Select(field => field.Key));
            Assert.Equal(("match", reference, _house.CaseOf(queryId)), (message.Text("soort"), message.Text("referentie"), message.Text("opvolging")));
            told.Add(message);
        }

        Assert.NotEqual(told[0].Text("id"), told[1].Text("id"));
        Assert.Empty(await ListAsync("toezicht"));
        Assert.Empty(await ListAsync("beheer"));
        Assert.DoesNotContain("Berg", told[0].ToJsonString() + told[1].ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dispute_reaches_the_consortium_too()
    {
        var (queryId, reference) = await _house.MatchAsync();
        using var source = _house.Client("veiligheid");
        (await source.PostTextAsync($"{FollowUpHouse.Cases}/{_house.CaseOf(queryId)}/raadplegingen", """{"resultaat":"nietGesproken"}""")).EnsureSuccessStatusCode();

        foreach (var account in (string[])["toezicht", "beheer", "veiligheid-haven"])
        {
            var message = (await ListAsync(account))[0];
            Assert.Equal(("betwisting", reference), (message.Text("soort"), message.Text("referentie")));
        }
    }

    [Fact]
    public async Task Messages_come_newest_first_in_pages()
    {
        await _house.TellAsync(_house.Lion.Id, 5);
        using var desk = _house.Client("veiligheid");

        var first = await (await desk.ReadAsync(FollowUpHouse.Messages + "?aantal=3")).JsonAsync();
        var second = await (await desk.ReadAsync($"{FollowUpHouse.Messages}?aantal=3&cursor={first.Text("volgende")}")).JsonAsync();
        var wrong = await desk.ReadAsync(FollowUpHouse.Messages + "?aantal=201&cursor=!&soort=match");

        var seqs = Seqs(first).Concat(Seqs(second)).ToList();
        Assert.Equal(seqs.OrderDescending(), seqs);
        Assert.Equal((5, (JsonNode?)null), (seqs.Count, second["volgende"]));
        Assert.Equal((HttpStatusCode.BadRequest, 3), (wrong.StatusCode, (await wrong.JsonAsync()).Codes().Count));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    public async Task Who_saw_a_message_first_stands_in_the_log_once(string? body)
    {
        await _house.MatchAsync();
        var id = (await ListAsync("veiligheid-haven"))[0].Text("id");
        using var desk = _house.Client("veiligheid-haven");

        var first = await SeeAsync(desk, id, body);
        _house.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await SeeAsync(desk, id, body);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        var seen = (await first.JsonAsync()).Text("gezien");
        Assert.Equal(seen, (await second.JsonAsync()).Text("gezien"));
        Assert.Equal(seen, (await ListAsync("veiligheid-haven"))[0].Text("gezien"));
        await using var connection = _house.Installation.Database.Open();
        var text = Assert.Single(await connection.QueryAsync<string>("SELECT text FROM administrative_act WHERE text LIKE '%melding.gezien%'"));
        Assert.Contains(id, text, StringComparison.Ordinal);
        Assert.Equal(_house.Installation.Accounts.FindByName("veiligheid-haven")!.Id, _house.Installation.QueryLogReader.All().Last().AccountId);
    }

    [Fact]
    public async Task Nobody_marks_a_message_of_another_desk_or_with_words_that_it_does_not_take()
    {
        await _house.MatchAsync();
        var id = (await ListAsync("veiligheid-haven"))[0].Text("id");
        using var other = _house.Client("veiligheid");
        using var own = _house.Client("veiligheid-haven");
        var rows = _house.Installation.QueryLogReader.NewestSeq();

        var foreign = await SeeAsync(other, id, "{}");
        var absent = await SeeAsync(other, new string('a', 32), "{}");
        var worded = await SeeAsync(own, id, """{"door":"mij"}""");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.BadRequest), (foreign.StatusCode, absent.StatusCode, worded.StatusCode));
        Assert.Equal(await Browser.TextAsync(absent), await Browser.TextAsync(foreign));
        Assert.Equal(rows, _house.Installation.QueryLogReader.NewestSeq());
        Assert.Null((await ListAsync("veiligheid-haven"))[0]["gezien"]);
    }

    [Fact]
    public async Task Of_a_changed_entry_the_desk_that_had_a_match_hears_which_and_by_the_reference_of_its_own()
    {
        var (_, reference) = await _house.MatchAsync();
        using var source = _house.Client("veiligheid");
        var entry = (await (await source.ReadAsync(Talk.Registrations)).JsonAsync())["registraties"]![0]!.Text("id");
        (await source.PostTextAsync($"{Talk.Registrations}/{entry}/beperkingen", """{"reden":"Bezwaar in behandeling."}""")).EnsureSuccessStatusCode();

        await Talk.UntilAsync(() => _house.Installation.Messages.Newest(_house.Harbour.Id, beforeSeq: null, 1)[0].Kind == MessageKind.EntryChanged, "the desk was told");

        var message = (await ListAsync("veiligheid-haven"))[0];
        Assert.Equal((reference, "registratie.beperkt"), (message.Text("referentie"), message.Text("wat")));
        Assert.Null(message["registratie"]);
        Assert.DoesNotContain(entry, message.ToJsonString(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SeeAsync(HttpClient desk, string id, string? body)
    {
        var path = $"{FollowUpHouse.Messages}/{id}/gezien";
        return body is null ? await desk.PostAsync(new Uri(path, UriKind.Relative), content: null, TestContext.Current.CancellationToken) : await desk.PostTextAsync(path, body);
    }

    private async Task<List<JsonObject>> ListAsync(string account)
    {
        using var client = _house.Client(account);
        return [.. (await (await client.ReadAsync(FollowUpHouse.Messages)).JsonAsync())["meldingen"]!.AsArray().Select(one => one!.AsObject())];
    }

    private static IEnumerable<long> Seqs(JsonObject page) => page["meldingen"]!.AsArray().Select(one => one!["volgnummer"]!.GetValue<long>());
}
