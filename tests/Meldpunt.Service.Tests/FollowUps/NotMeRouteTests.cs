using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.FollowUps;

/// <summary>Not-me marks over HTTP: the lion registered Anna van den Berg, and the harbour's gate meets somebody of that name who was born elsewhere.</summary>
public sealed class NotMeRouteTests : IAsyncLifetime
{
    private const string Surname = "Kwartelmeer";

    private readonly TestHouse _house = new();
    private string _path = string.Empty;

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        using var desk = _house.Client("veiligheid");
        (await desk.PostAsync(Talk.Registrations, Talk.Ban(Somebody("Delft")))).EnsureSuccessStatusCode();
        using var gate = _house.Client("poort-haven");
        var answer = await (await gate.PostAsync(Talk.Queries, Somebody("Gouda"))).JsonAsync();
        Assert.Equal("match", answer.Text("uitkomst"));
        _ = Index.Identity.OpaqueId.TryParse(answer.Text("id"), out var queryId);
        await Talk.UntilAsync(() => _house.Installation.FollowUps.OfQuery(queryId).Count > 0, "a case was opened");
        _path = $"{FollowUpHouse.Cases}/{_house.CaseOf(answer.Text("id"))}";
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_visitor_who_is_somebody_else_is_marked_and_not_stopped_again_until_the_mark_is_removed()
    {
        await SaysAsync("veiligheid-haven");
        using var desk = _house.Client("veiligheid-haven");

        var made = await desk.PostAsync(_path + "/merktekens", Mark("Gouda"));
        Assert.Equal((HttpStatusCode.Created, "wacht"), (made.StatusCode, (await made.JsonAsync()).Text("merkteken")));
        Assert.Equal("match", await AskAsync("Gouda"));
        await SaysAsync("veiligheid");
        await Talk.UntilAsync(() => _house.Installation.Projection.IsCurrent, "the index followed");
        await UntilAnswersAsync("Gouda", "geenMatch");

        Assert.Equal("actief", (await (await desk.ReadAsync(_path)).JsonAsync()).Text("merkteken"));
        Assert.Equal("match", await AskAsync("Delft"));
        Assert.Equal("match", await AskAsync(birthplace: null));
        using var source = _house.Client("veiligheid");
        var removed = await source.PostAsync(_path + "/merktekens/verwijderingen", new JsonObject());
        Assert.Equal((HttpStatusCode.Created, "geen"), (removed.StatusCode, (await removed.JsonAsync()).Text("merkteken")));
        Assert.Equal("match", await AskAsync("Gouda"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_words_and_all_at_once()
    {
        await SaysAsync("veiligheid-haven");
        using var desk = _house.Client("veiligheid-haven");
        using var source = _house.Client("veiligheid");
        var nobody = new JsonObject { ["persoon"] = new JsonObject { ["achternaam"] = "", ["geboortedatum"] = "gisteren" } };

        var faulty = await desk.PostAsync(_path + "/merktekens", nobody);
        Assert.Equal(HttpStatusCode.BadRequest, faulty.StatusCode);
        Assert.Equal(["datum", "instemming", "ontbreekt", "ontbreekt"], (await faulty.JsonAsync()).Codes().Order(StringComparer.Ordinal));
        await RefusedAsync(desk, Mark("Delft"), "niet-te-onderscheiden");
        await RefusedAsync(desk, Mark("Gouda", "Pieternel"), "ander-dan-getoetst");
        await RefusedAsync(source, Mark("Gouda"), "merkteken-van-bevrager");
        Assert.Equal(["geen-merkteken"], (await (await desk.PostAsync(_path + "/merktekens/verwijderingen", new JsonObject())).JsonAsync()).Codes());
        Assert.Equal(HttpStatusCode.NotFound, (await desk.PostAsync($"{FollowUpHouse.Cases}/{new string('a', 32)}/merktekens", Mark("Gouda"))).StatusCode);
    }

    [Fact]
    public async Task Who_saw_another_version_is_told_so_and_nothing_is_done()
    {
        await SaysAsync("veiligheid-haven");
        using var desk = _house.Client("veiligheid-haven");
        desk.DefaultRequestHeaders.IfMatch.Add(EntityTagHeaderValue.Parse("\"1\""));

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await desk.PostAsync(_path + "/merktekens", Mark("Gouda"))).StatusCode);
    }

    [Fact]
    public async Task Nothing_that_was_typed_stands_in_any_file_or_answer()
    {
        await SaysAsync("veiligheid-haven");
        using var desk = _house.Client("veiligheid-haven");
        using var browser = await Browser.SignInAsync(_house, "veiligheid-haven");
        var page = $"/zaken/{_path.Split('/')[^1]}/merkteken";

        var refused = await Browser.TextAsync(await browser.PostAsync(page, ("versie", "1"), ("achternaam", Surname), ("voornamen", "Ottoline"), ("geboortedatum", "12-3-1984")));
        Assert.Contains("autocomplete=\"off\"", refused, StringComparison.Ordinal);
        var made = await desk.PostAsync(_path + "/merktekens", Mark("Gouda"));

        Assert.DoesNotContain(Surname, await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
        foreach (var file in Directory.EnumerateFiles(_house.Folder, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, TestContext.Current.CancellationToken);
            Assert.All([Surname, "kwartelmeer", "Ottoline", "ottoline"], name => Assert.True(copy.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)) < 0, file));
        }
    }

    [Fact]
    public async Task The_page_makes_the_mark_without_script_and_the_page_of_the_case_says_so()
    {
        await SaysAsync("veiligheid-haven");
        using var browser = await Browser.SignInAsync(_house, "veiligheid-haven");
        var id = _path.Split('/')[^1];
        using var desk = _house.Client("veiligheid-haven");
        var version = (await desk.ReadAsync(_path)).Headers.ETag!.Tag.Trim('"');
        Assert.Contains($"/zaken/{id}/merkteken", await browser.ReadAsync($"/zaken/{id}"), StringComparison.Ordinal);

        var done = await browser.PostAsync(
            $"/zaken/{id}/merkteken", ("versie", version), ("achternaam", Surname), ("voornamen", "Ottoline"), ("geboortedatum", "12-3-1984"), ("geboorteplaats", "Gouda"), ("instemming", "ja"));

        Assert.Equal($"/zaken/{id}?gedaan=merkteken", done.Headers.Location!.OriginalString);
        Assert.Contains("data-merkteken=\"wacht\"", await browser.ReadAsync($"/zaken/{id}"), StringComparison.Ordinal);
        using var source = await Browser.SignInAsync(_house, "veiligheid");
        using var sourceByToken = _house.Client("veiligheid");
        Assert.Equal(HttpStatusCode.NotFound, (await sourceByToken.ReadAsync($"/zaken/{id}/merkteken")).StatusCode);
        Assert.Equal($"/zaken/{id}?gedaan=merkteken-weg", (await source.PostFromAsync($"/zaken/{id}", $"/zaken/{id}/merkteken?handler=remove")).Headers.Location!.OriginalString);
        Assert.DoesNotContain("data-merkteken=\"wacht\"", await browser.ReadAsync($"/zaken/{id}"), StringComparison.Ordinal);
    }

    private static JsonObject Somebody(string? birthplace, string firstNames = "Ottoline")
    {
        var person = Talk.Person(Surname, firstNames, prefix: null);
        if (birthplace is not null)
        {
            person["geboorteplaats"] = birthplace;
        }

        return person;
    }

    private static JsonObject Mark(string birthplace, string firstNames = "Ottoline") => new() { ["persoon"] = Somebody(birthplace, firstNames), ["instemming"] = true };

    private async Task SaysAsync(string account)
    {
        using var desk = _house.Client(account);
        (await desk.PostAsync(_path + "/raadplegingen", FollowUpHouse.Spoken("anderePersoon"))).EnsureSuccessStatusCode();
    }

    private async Task<string> AskAsync(string? birthplace)
    {
        using var gate = _house.Client("poort-haven");
        return (await (await gate.PostAsync(Talk.Queries, Somebody(birthplace))).JsonAsync()).Text("uitkomst");
    }

    private async Task UntilAnswersAsync(string birthplace, string outcome)
    {
        var answer = string.Empty;
        for (var turn = 0; turn < 100 && !string.Equals(answer, outcome, StringComparison.Ordinal); turn++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
            answer = await AskAsync(birthplace);
        }

        Assert.Equal(outcome, answer);
    }

    private async Task RefusedAsync(HttpClient desk, JsonObject mark, string code)
    {
        var response = await desk.PostAsync(_path + "/merktekens", mark);
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal([code], (await response.JsonAsync()).Codes());
    }
}
