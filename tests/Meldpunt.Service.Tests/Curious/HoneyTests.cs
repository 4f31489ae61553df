using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Curious;

/// <summary>Persons who do not exist, from the page of the auditor to the signal.</summary>
public sealed partial class HoneyTests : IAsyncLifetime
{
    private const string Page = "/lokpersonen";

    private readonly TestHouse _house = new();

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        await _house.AddAsync("toezicht-2", Role.Oversight, participant: null, location: null);
        _house.Installation.Directory.Refresh();
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task The_auditor_invents_somebody_whom_a_gate_finds_like_anybody_and_hears_of_it_and_nobody_else_does()
    {
        using var auditor = await Browser.SignInAsync(_house, "toezicht");
        var made = await auditor.PostAsync(Page + "?handler=make", Invented("Vogelenzang"));
        using var desk = _house.Client("veiligheid");
        await desk.PostAsync(Talk.Registrations, Untold("Zwanenburgs"));
        using var gate = _house.Client("poort");

        var real = await gate.PostAsync(Talk.Queries, Talk.Person("Zwanenburgs", "Anna", "1984-03-12", prefix: null));
        var found = await gate.PostAsync(Talk.Queries, Talk.Person("Vogelenzang", "Anna", "1984-03-12", prefix: null));
        await Talk.UntilAsync(() => _house.Part<Admin.QueryLog.Signals.SignalStore>().ListOf(Admin.QueryLog.Signals.SignalKind.Honey, 10).Count == 1, "the find was signalled");

        Assert.Equal((HttpStatusCode.Redirect, $"{Page}?gedaan=gemaakt"), (made.StatusCode, made.Headers.Location!.OriginalString));
        Assert.Equal(ShapeOf(await real.JsonAsync()), ShapeOf(await found.JsonAsync()));
        Assert.Equal(real.Content.Headers.ContentLength, found.Content.Headers.ContentLength);
        Assert.Contains("<strong>poort</strong>, De Leeuw", await auditor.ReadAsync(Page), StringComparison.Ordinal);
        using var reader = _house.Client("toezicht");
        Assert.Contains("lokpersoon", (await (await reader.ReadAsync(Talk.Queries + "/signalen")).JsonAsync()).ToJsonString(), StringComparison.Ordinal);
        foreach (var said in new[] { await PagesOfTheDeskAsync(), _house.Log.ToString(), (await found.JsonAsync()).ToJsonString() })
        {
            Assert.DoesNotContain("lokpersoon", said, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task An_invented_person_is_in_the_lists_and_details_of_its_desk_like_a_real_one()
    {
        using var desk = _house.Client("veiligheid");
        var real = await (await desk.PostAsync(Talk.Registrations, Untold("Zwanenburgs"))).JsonAsync();
        using var auditor = await Browser.SignInAsync(_house, "toezicht");
        await auditor.PostAsync(Page + "?handler=make", Invented("Vogelenzang"));

        var all = (await (await desk.ReadAsync(Talk.Registrations)).JsonAsync())["registraties"]!.AsArray();
        var list = all.OrderBy(entry => string.Equals(entry!.Text("id"), real.Text("id"), StringComparison.Ordinal)).ToList();
        var details = await Task.WhenAll(list.Select(async entry => await (await desk.ReadAsync($"{Talk.Registrations}/{entry!.Text("id")}")).JsonAsync()));
        using var officer = await Browser.SignInAsync(_house, "veiligheid");
        var pages = await Task.WhenAll(list.Select(entry => officer.ReadAsync($"/registraties/{entry!.Text("id")}")));

        Assert.Equal(2, list.Count);
        Assert.Equal(ShapeOf(list[0]!.AsObject()), ShapeOf(list[1]!.AsObject()));
        Assert.Equal(ShapeOf(details[0]), ShapeOf(details[1]));
        Assert.Equal(real.Text("id"), list[1]!.Text("id"));
        Assert.Equal(Names().Replace(pages[0], "naam").Length, Names().Replace(pages[1], "naam").Length);
        Assert.All(pages, page => Assert.Contains("Er is geen brief, want meedelen is onmogelijk.", page, StringComparison.Ordinal));
        Assert.All(pages, page => Assert.DoesNotContain("/brief\"", page, StringComparison.Ordinal));
        Assert.Contains("meedelen onmogelijk is", await officer.ReadAsync($"/registraties/{list[0]!.Text("id")}/brief"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_by_a_desk_is_a_find_too()
    {
        using var auditor = await Browser.SignInAsync(_house, "toezicht");
        await auditor.PostAsync(Page + "?handler=make", Invented("Vogelenzang"));
        using var desk = _house.Client("veiligheid-haven");

        await desk.PostAsync("/v1/toetsingen", new JsonObject { ["persoon"] = Talk.Person("Vogelenzang", "Anna", "1984-03-12", prefix: null) });

        await Talk.UntilAsync(() => _house.Part<Admin.QueryLog.Signals.SignalStore>().ListOf(Admin.QueryLog.Signals.SignalKind.Honey, 10).Count == 1, "the look was signalled");
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_once_and_what_was_typed_stays()
    {
        using var auditor = await Browser.SignInAsync(_house, "toezicht");

        var refused = await auditor.PostAsync(Page + "?handler=make", ("persoon.achternaam", "Vogelenzang"));
        var page = await Browser.TextAsync(refused);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Kies de officier die ermee instemde.", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#criteria.dossierkenmerk\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Vogelenzang\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invented_person_can_be_withdrawn_early_and_is_then_found_by_nobody()
    {
        using var auditor = await Browser.SignInAsync(_house, "toezicht");
        await auditor.PostAsync(Page + "?handler=make", Invented("Vogelenzang"));
        var id = _house.Installation.Honey.All.Single().EntryId.ToString();

        var withdrawn = await auditor.PostAsync(Page + "?handler=withdraw", ("registratie", id));
        var again = await auditor.PostAsync(Page + "?handler=withdraw", ("registratie", id));

        using var gate = _house.Client("poort");
        var asked = await (await gate.PostAsync(Talk.Queries, Talk.Person("Vogelenzang", "Anna", "1984-03-12", prefix: null))).JsonAsync();
        Assert.Equal($"{Page}?gedaan=ingetrokken", withdrawn.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Equal("geenMatch", asked.Text("uitkomst"));
    }

    private async Task<string> PagesOfTheDeskAsync()
    {
        using var officer = await Browser.SignInAsync(_house, "veiligheid");
        var pages = new[] { "/bureau", "/registraties", "/handelingen", "/logboek" };
        return string.Concat(await Task.WhenAll(pages.Select(officer.ReadAsync)));
    }

    private (string, string)[] Invented(string surname) =>
    [
        ("officier", _house.Installation.Directory.Accounts.Single(account => string.Equals(account.UserName, "veiligheid", StringComparison.Ordinal)).Id.ToString()),
        ("persoon.achternaam", surname), ("persoon.voornamen", "Anna"), ("persoon.geboortedatum", "12-3-1984"),
        ("soort", "waarschuwing"), ("criteria.strafbaarFeit", "nee"), ("criteria.incidentdatum", "21-10-2026"),
        ("ingangsdatum", "21-10-2026"), ("einddatum", "21-10-2027"), ("criteria.dossierkenmerk", "D-2026-17"),
        ("criteria.afweging", "Derde keer overlast in een maand."), ("criteria.mededeling.reden", "Geen adres bekend."),
    ];

    private static JsonObject Untold(string surname)
    {
        var warning = Talk.Warning(Talk.Person(surname, "Anna", "1984-03-12", prefix: null));
        warning["criteria"]!["afweging"] = "Derde keer overlast in een maand.";
        warning["criteria"]!["mededeling"] = new JsonObject { ["wijze"] = "onmogelijk", ["reden"] = "Geen adres bekend." };
        return warning;
    }

    // Every name of a field with the length of what is in it.
    private static string ShapeOf(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject fields => "{" + string.Join(',', fields.Select(field => field.Key + ":" + ShapeOf(field.Value))) + "}",
        JsonArray values => "[" + string.Join(',', values.Select(ShapeOf)) + "]",
        _ => node.ToJsonString().Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    [GeneratedRegex("Zwanenburgs|Vogelenzang|[0-9a-f]{32}|value=\"CfDJ[^\"]+\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Names();
}
