using System.Net;
using Meldpunt.Service.Tests.Desk;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>Text that is markup, script or SQL to somebody else is text here: it comes back as it was typed, and does nothing on the way.</summary>
public sealed class HostileTextTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string Markup = "<script>alert(\"x\")</script> \"><img src=x onerror=alert(1)> ' & \u2028 {{7*7}} ${7*7} %3Cscript%3E &lt;b&gt;";
    private const string Sql = "Robert'); DROP TABLE entry; UPDATE account SET role = 4; -- \" ; /* %' OR '1'='1";

    [Theory]
    [InlineData(Markup)]
    [InlineData(Sql)]
    public async Task What_an_officer_wrote_comes_back_from_the_interface_letter_by_letter(string text)
    {
        using var desk = house.Client("veiligheid");
        var before = house.Installation.Entries.CountAll();

        var id = await RegisterAsync(desk, text);
        var read = await (await desk.ReadAsync($"{Talk.Registrations}/{id}")).JsonAsync();

        Assert.Equal(text, read["criteria"]!.Text("afweging"));
        Assert.Equal(before + 1, house.Installation.Entries.CountAll());
    }

    [Fact]
    public async Task On_a_page_it_is_words_and_never_markup()
    {
        using var desk = house.Client("veiligheid");
        var id = await RegisterAsync(desk, Markup);

        var html = await (await desk.ReadAsync($"/registraties/{id}")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain("<script>alert", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", html, StringComparison.OrdinalIgnoreCase);
        // What looked encoded before is not decoded a second time.
        Assert.Contains("%3Cscript%3E", html, StringComparison.Ordinal);
        Assert.Contains("&amp;lt;b&amp;gt;", html, StringComparison.Ordinal);
        Assert.Contains("<script>alert(\"x\")</script>", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Talk.Queries)]
    [InlineData("/v1/handelingen")]
    public async Task A_filter_is_a_value_and_no_piece_of_a_statement(string list)
    {
        using var auditor = house.Client("toezicht");
        using var gate = house.Client("poort");
        await gate.PostAsync(Talk.Queries, Talk.Person());

        foreach (var name in new[] { "deelnemer", "locatie", "medewerker", "uitkomst", "van", "tot", "na", "referentie", "aantal" })
        {
            var answer = await auditor.ReadAsync($"{list}?{name}={Uri.EscapeDataString(Sql)}");

            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{name}: {answer.StatusCode}");
            Assert.False(answer.StatusCode == HttpStatusCode.OK && (await answer.JsonAsync()).First().Value!.AsArray().Count > 0, $"{name} let everything through");
        }

        Assert.NotNull(house.Installation.Accounts.FindByName("toezicht"));
    }

    [Fact]
    public async Task An_exception_says_its_mark_and_nothing_else()
    {
        using var gate = house.Client("poort");
        house.Installation.Writer.BeforeCommit = _ => throw new InvalidOperationException(Sql);
        try
        {
            var answer = await gate.PostAsync(Talk.Queries, Talk.Person("Geheimzinnig", "Naam"));
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.True((int)answer.StatusCode >= 500);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            Assert.DoesNotContain("Robert", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Geheimzinnig", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
            Assert.DoesNotContain(" at ", text, StringComparison.Ordinal);
        }
        finally
        {
            house.Installation.Writer.BeforeCommit = null;
        }
    }

    private static async Task<string> RegisterAsync(HttpClient desk, string text)
    {
        var registration = Talk.Warning(DeskTalk.Known(text.Length % 2 == 0 ? "Even" : "Oneven"));
        registration["criteria"]!["afweging"] = text;
        var made = await desk.PostAsync(Talk.Registrations, registration);
        Assert.True(made.StatusCode == HttpStatusCode.Created, await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (await made.JsonAsync()).Text("id");
    }
}
