using System.Net;
using System.Text.Json.Nodes;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Budgets;
using Meldpunt.Service.Tests.Houses;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Service.Tests.Curious;

/// <summary>What a question gets whose budget is used up.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private const int DiskFull = 13;

    private static readonly Budget Three = new(BudgetScope.Person, BudgetSpan.Rush, AtOnce: 3, PerHour: 60);

    private readonly TestHouse _house = new();

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        await _house.LimitAsync(Three);
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task The_fourth_new_person_of_three_gets_429_that_says_in_words_and_fields_when_to_go_on()
    {
        using var gate = _house.Client("poort");
        await AskAsync(gate, 3);

        var began = TimeProvider.System.GetTimestamp();
        var refused = await gate.PostAsync(Talk.Queries, Person(3));
        var took = TimeProvider.System.GetElapsedTime(began);
        var problem = await refused.JsonAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("\"medewerker-spits\";q=3;w=180", Assert.Single(refused.Headers.GetValues("RateLimit-Policy")));
        Assert.Equal($"\"medewerker-spits\";r=0;t={refused.Headers.RetryAfter.Delta.Value.TotalSeconds}", Assert.Single(refused.Headers.GetValues("RateLimit")));
        Assert.Equal("https://iana.org/assignments/http-problem-types#quota-exceeded", problem.Text("type"));
        Assert.Equal("medewerker-spits", problem["violated-policies"]![0]!.GetValue<string>());
        Assert.StartsWith("Er is niet getoetst:", problem.Text("detail"), StringComparison.Ordinal);
        Assert.Contains("bel dan uw veiligheidsafdeling", problem.Text("detail"), StringComparison.Ordinal);
        Assert.InRange(took, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task The_refused_question_stands_in_the_log_as_one_without_an_outcome()
    {
        using var gate = _house.Client("poort");
        await AskAsync(gate, 3);
        var refused = await (await gate.PostAsync(Talk.Queries, Person(3))).JsonAsync();

        var row = _house.Installation.QueryLogReader.All().Last();
        using var auditor = _house.Client("toezicht");
        var shown = (await (await auditor.ReadAsync(Talk.Queries)).JsonAsync())["bevragingen"]![0]!;
        var matchless = (await (await auditor.ReadAsync(Talk.Queries + "?uitkomst=geenMatch")).JsonAsync())["bevragingen"]!.AsArray();

        Assert.Equal((QueryPurpose.Refused, QueryOutcome.NoMatch), (row.Purpose, row.Outcome));
        Assert.Equal(refused.Text("id"), row.QueryId.ToString());
        Assert.Equal("geweigerd", shown.Text("doel"));
        Assert.Null(shown["uitkomst"]);
        Assert.Equal(3, matchless.Count);
    }

    [Fact]
    public async Task Somebody_in_the_register_is_refused_in_the_same_words_as_anybody_else()
    {
        using var desk = _house.Client("veiligheid");
        await desk.PostAsync(Talk.Registrations, Talk.Warning(Person(10)));
        using var gate = _house.Client("poort");
        await AskAsync(gate, 3);

        var known = await gate.PostAsync(Talk.Queries, Person(10));
        var unknown = await gate.PostAsync(Talk.Queries, Person(11));

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), (known.StatusCode, unknown.StatusCode));
        Assert.Equal(Names(known), Names(unknown));
        Assert.Equal(known.Content.Headers.ContentLength, unknown.Content.Headers.ContentLength);
        Assert.Equal([.. (await known.JsonAsync()).Select(pair => pair.Key)], (await unknown.JsonAsync()).Select(pair => pair.Key));
    }

    [Fact]
    public async Task Without_a_durable_row_there_is_no_refusal_either()
    {
        using var gate = _house.Client("poort");
        await AskAsync(gate, 3);
        _house.Installation.Writer.BeforeCommit = _ => throw new SqliteException("disk full", DiskFull);

        var response = await gate.PostAsync(Talk.Queries, Person(3));
        _house.Installation.Writer.BeforeCommit = null;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Fact]
    public async Task Asking_again_about_the_same_person_is_answered_when_nobody_new_is()
    {
        using var gate = _house.Client("poort");
        await AskAsync(gate, 3);
        await gate.PostAsync(Talk.Queries, Person(3));

        Assert.Equal(HttpStatusCode.Created, (await gate.PostAsync(Talk.Queries, Person(2))).StatusCode);
    }

    [Fact]
    public async Task One_garage_that_used_up_its_budget_keeps_no_other_from_asking()
    {
        using var gate = _house.Client("poort");
        using var other = _house.Client("poort-haven");
        await AskAsync(gate, 3);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await gate.PostAsync(Talk.Queries, Person(3))).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await other.PostAsync(Talk.Queries, Person(3))).StatusCode);
    }

    [Fact]
    public async Task The_page_of_the_gate_says_it_in_a_state_of_its_own_that_keeps_what_was_typed()
    {
        using var browser = await Browser.SignInAsync(_house, "poort");
        (string, string)[] Form(int number) => [("achternaam", $"Zoeker{Letter(number)}"), ("voornamen", "Anna"), ("geboortedatum", "12-3-1984")];
        for (var number = 0; number < 3; number++)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync("/poort", Form(number))).StatusCode);
        }

        var refused = await browser.PostAsync("/poort", Form(3));
        var page = await Browser.TextAsync(refused);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(0, refused.Content.Headers.ContentLength % 8_192);
        Assert.Contains("data-toestand=\"te-veel\"", page, StringComparison.Ordinal);
        Assert.Contains("Niet getoetst.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"ZoekerD\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Geen registratie", page, StringComparison.Ordinal);
    }

    private static string Names(HttpResponseMessage response) => string.Join(',', response.Headers.Concat(response.Content.Headers).Select(header => header.Key));

    private static char Letter(int number) => (char)('A' + number);

    private static JsonObject Person(int number) => Talk.Person($"Zoeker{Letter(number)}");

    private static async Task AskAsync(HttpClient gate, int times)
    {
        for (var number = 0; number < times; number++)
        {
            Assert.Equal(HttpStatusCode.Created, (await gate.PostAsync(Talk.Queries, Person(number))).StatusCode);
        }
    }
}
