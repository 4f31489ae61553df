using System.Net;
using System.Text.RegularExpressions;
using Meldpunt.Service.Tests.Houses;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Service.Tests;

/// <summary>/inzage: who looked this person up? Two people see it together, both leave a row, and nothing of the person is said again.</summary>
public sealed partial class InspectionTests : IAsyncLifetime
{
    private const string Page = "/inzage";
    private const string Surname = "Ekstervogel";
    private const int SqliteFull = 13;

    private static readonly (string, string)[] Question =
    [
        ("persoon.achternaam", Surname), ("persoon.voornamen", "Wiesje"), ("persoon.geboortedatum", "17-7-1971"), ("reden", "inzageverzoek"),
    ];

    private readonly TestHouse _house = new();

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        using var gate = _house.Client("poort-haven");
        await gate.PostAsync(Talk.Queries, Talk.Person(Surname, "Wiesje", "1971-07-17", prefix: null));
        await gate.PostAsync(Talk.Queries, Talk.Person("Nobody"));
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_desk_asks_an_auditor_confirms_and_both_see_who_looked_also_at_another_garage()
    {
        using var desk = await Browser.SignInAsync(_house, "veiligheid");
        using var auditor = await Browser.SignInAsync(_house, "toezicht");

        var asked = await desk.PostAsync(Page + "?handler=ask", Question);
        var waiting = await desk.ReadAsync(Page);
        var seen = await auditor.ReadAsync(Page);
        var confirmed = await auditor.PostAsync(Page + "?handler=confirm", ("verzoek", RequestId(seen)), ("code", Code(waiting)));
        var address = confirmed.Headers.Location!.ToString();

        Assert.Equal((HttpStatusCode.Redirect, Page), (asked.StatusCode, asked.Headers.Location!.ToString()));
        Assert.Contains("Verzoek van de persoon zelf", seen, StringComparison.Ordinal);
        Assert.Contains("veiligheid (De Leeuw)", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Code(waiting), seen, StringComparison.Ordinal);
        foreach (var reader in (Browser[])[desk, auditor])
        {
            var result = await reader.ReadAsync(address);
            Assert.Equal(["4", "3", "1"], Numbers(result));
            Assert.Contains("poort-haven", result, StringComparison.Ordinal);
            Assert.Contains("Haven", result, StringComparison.Ordinal);
            Assert.DoesNotContain(Surname, result, StringComparison.OrdinalIgnoreCase);
        }

        Assert.All((string[])[waiting, seen, address], said => Assert.DoesNotContain(Surname, said, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Both_acts_are_rows_of_the_log_with_their_word_and_the_auditors_has_no_garage()
    {
        using var desk = await Browser.SignInAsync(_house, "veiligheid");
        using var auditor = await Browser.SignInAsync(_house, "toezicht");
        await desk.PostAsync(Page + "?handler=ask", Question);
        await auditor.PostAsync(Page + "?handler=confirm", ("verzoek", RequestId(await auditor.ReadAsync(Page))), ("code", Code(await desk.ReadAsync(Page))));
        using var reader = _house.Client("toezicht");
        using var otherDesk = _house.Client("veiligheid-haven");

        var rows = (await (await reader.ReadAsync(Talk.Queries)).JsonAsync())["bevragingen"]!.AsArray();
        var foreign = (await (await otherDesk.ReadAsync(Talk.Queries)).JsonAsync())["bevragingen"]!.AsArray();

        Assert.Equal(["inzage", "inzage", "poort", "poort"], rows.Select(row => row!.Text("doel")));
        Assert.Equal(("toezicht", "veiligheid"), (rows[0]!.Text("medewerker"), rows[1]!.Text("medewerker")));
        Assert.Null(rows[0]!["deelnemerId"]);
        Assert.Equal("De Leeuw", rows[1]!.Text("deelnemer"));
        Assert.All(foreign, row => Assert.Equal("poort", row!.Text("doel")));
    }

    [Fact]
    public async Task Without_the_right_code_nothing_is_shown_and_the_result_is_for_the_two_of_them()
    {
        using var desk = await Browser.SignInAsync(_house, "veiligheid");
        using var otherDesk = await Browser.SignInAsync(_house, "veiligheid-haven");
        using var auditor = await Browser.SignInAsync(_house, "toezicht");
        await desk.PostAsync(Page + "?handler=ask", Question);
        var request = RequestId(await auditor.ReadAsync(Page));

        var wrong = await auditor.PostAsync(Page + "?handler=confirm", ("verzoek", request), ("code", "12"));
        var tooSoon = await desk.OpenAsync($"{Page}?verzoek={request}");
        await auditor.PostAsync(Page + "?handler=confirm", ("verzoek", request), ("code", Code(await desk.ReadAsync(Page))));
        var foreign = await otherDesk.OpenAsync($"{Page}?verzoek={request}");
        _house.Time.Advance(TimeSpan.FromMinutes(15));
        var tooLate = await desk.OpenAsync($"{Page}?verzoek={request}");

        Assert.Equal(HttpStatusCode.Conflict, wrong.StatusCode);
        Assert.Contains("Deze code klopt niet", await Browser.TextAsync(wrong), StringComparison.Ordinal);
        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (tooSoon.StatusCode, foreign.StatusCode, tooLate.StatusCode));
    }

    [Fact]
    public async Task A_desk_cannot_confirm_and_an_auditor_cannot_ask()
    {
        using var desk = await Browser.SignInAsync(_house, "veiligheid");
        using var auditor = await Browser.SignInAsync(_house, "toezicht");
        await desk.PostAsync(Page + "?handler=ask", Question);
        var waiting = await desk.ReadAsync(Page);

        var byDesk = await desk.PostAsync(Page + "?handler=confirm", ("verzoek", RequestId(waiting)), ("code", Code(waiting)));
        var byAuditor = await auditor.PostAsync(Page + "?handler=ask", Question);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (byDesk.StatusCode, byAuditor.StatusCode));
    }

    [Fact]
    public async Task What_is_wrong_with_the_form_is_told_at_once_and_nothing_is_logged()
    {
        using var desk = await Browser.SignInAsync(_house, "veiligheid");

        var response = await desk.PostAsync(Page + "?handler=ask", ("persoon.achternaam", Surname), ("persoon.geboortedatum", "31-2-1971"), ("reden", "nieuwsgierig"));
        var text = await Browser.TextAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("persoon.voornamen-fout", text, StringComparison.Ordinal);
        Assert.Contains("persoon.geboortedatum-fout", text, StringComparison.Ordinal);
        Assert.Contains("reden-fout", text, StringComparison.Ordinal);
        Assert.Equal(2, _house.Installation.QueryLog.LastSeq);
    }

    [Fact]
    public async Task When_the_log_takes_no_row_nothing_is_asked()
    {
        using var desk = await Browser.SignInAsync(_house, "veiligheid");
        _house.Installation.Writer.BeforeCommit = _ => throw new SqliteException("disk full", SqliteFull);

        var response = await desk.PostAsync(Page + "?handler=ask", Question);
        _house.Installation.Writer.BeforeCommit = null;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.DoesNotContain("class=\"code\"", await desk.ReadAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operational_log_names_the_rows_and_the_reason_and_nothing_of_the_person()
    {
        using var desk = await Browser.SignInAsync(_house, "veiligheid");

        await desk.PostAsync(Page + "?handler=ask", Question);

        var log = _house.Log.ToString();
        Assert.Contains("row 3, reason AccessRequest", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Surname, log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("1971", log, StringComparison.Ordinal);
    }

    private static string Code(string page) => CodeText().Match(page).Groups["value"].Value;

    private static string RequestId(string page) => Request().Match(page).Groups["value"].Value;

    private static IEnumerable<string> Numbers(string page) => Number().Matches(page).Select(match => match.Groups["value"].Value);

    [GeneratedRegex("class=\"code\">(?<value>[0-9 ]+)<", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex CodeText();

    [GeneratedRegex("name=\"verzoek\" value=\"(?<value>[0-9a-f]{32})\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Request();

    [GeneratedRegex("<td class=\"number\">(?<value>[0-9]+)<", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Number();
}
