using System.Net;
using System.Text;
using Dapper;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Sessions;

/// <summary>
/// Between the durable row and the answer everything is asked once more (OWASP ASVS 15.4.2): whoever lost the right to ask while the question was under way hears nothing, and the
/// row says that they asked. Another process takes the right away, after the commit and before anybody hears of it.
/// </summary>
public sealed class InFlightTests : IAsyncLifetime
{
    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("token", "UPDATE terminal_token SET ended_at = 1 WHERE account_id = @Id")]
    [InlineData("token", "UPDATE account SET ended_at = 1 WHERE id = @Id")]
    [InlineData("token", "UPDATE account SET security_stamp = 'another' WHERE id = @Id")]
    [InlineData("token", "UPDATE account SET role = 2, location_id = NULL WHERE id = @Id")]
    [InlineData("token", "UPDATE participant SET left_on = '2026-11-20'")]
    [InlineData("token", "UPDATE participant SET permit_until = '2026-11-20'")]
    [InlineData("cookie", "DELETE FROM session WHERE account_id = @Id")]
    [InlineData("cookie", "UPDATE account SET ended_at = 1 WHERE id = @Id")]
    [InlineData("cookie", "UPDATE account SET security_stamp = 'another' WHERE id = @Id")]
    [InlineData("cookie", "UPDATE participant SET left_on = '2026-11-20'")]
    [InlineData("cookie", "UPDATE participant SET permit_until = '2026-11-20'")]
    [InlineData("terminal", "UPDATE terminal SET ended_at = 1")]
    [InlineData("page", "DELETE FROM session WHERE account_id = @Id")]
    [InlineData("page", "UPDATE account SET ended_at = 1 WHERE id = @Id")]
    [InlineData("page", "UPDATE account SET security_stamp = 'another' WHERE id = @Id")]
    [InlineData("page", "UPDATE participant SET left_on = '2026-11-20'")]
    [InlineData("page", "UPDATE participant SET permit_until = '2026-11-20'")]
    public async Task Whoever_lost_the_right_while_the_question_was_under_way_hears_nothing_and_the_row_stands(string by, string revocation)
    {
        var gate = _house.Installation.Accounts.FindByName("poort")!;
        using var desk = _house.Client("veiligheid");
        (await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person("Visser", "Anna", prefix: null)))).EnsureSuccessStatusCode();
        var ask = await PrepareAsync(by);
        var rows = CountRows();
        var isRevoked = false;
        _house.Installation.Writer.AfterCommit = () =>
        {
            if (!isRevoked && CountRows() > rows)
            {
                isRevoked = true;
                using var connection = _house.Installation.Database.Open();
                connection.Execute(revocation, new { gate.Id });
                _house.Follow();
            }
        };

        var response = await ask();
        _house.Installation.Writer.AfterCommit = null;
        var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        Assert.True(isRevoked);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.All((string[])["uitkomst", "geenMatch", "data-toestand=\"match\"", "data-toestand=\"geen-match\"", "555", "M-2026-"], word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(rows + 1, CountRows());
        Assert.Equal(gate.Id, _house.Installation.QueryLogReader.All().Last().AccountId);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("cookie")]
    [InlineData("terminal")]
    [InlineData("page")]
    public async Task Whoever_lost_nothing_hears_the_answer(string by)
    {
        var ask = await PrepareAsync(by);
        _house.Installation.Writer.AfterCommit = _house.Follow;

        var response = await ask();
        _house.Installation.Writer.AfterCommit = null;

        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}");
    }

    private int CountRows() => _house.Installation.QueryLogReader.All().Count();

    private async Task<Func<Task<HttpResponseMessage>>> PrepareAsync(string by)
    {
        var body = Talk.Person("Visser", "Anna", prefix: null).ToJsonString();
        if (string.Equals(by, "token", StringComparison.Ordinal))
        {
            return async () =>
            {
                using var client = _house.Client("poort");
                return await client.PostTextAsync(Talk.Queries, body);
            };
        }

        if (string.Equals(by, "terminal", StringComparison.Ordinal))
        {
            var terminal = await TerminalHouse.SignInOnTerminalAsync(_house);
            return () => _house.AskAsync(terminal, HttpMethod.Post, Talk.Queries, body);
        }

        var browser = await Browser.SignInAsync(_house, "poort");
        return string.Equals(by, "page", StringComparison.Ordinal)
            ? () => browser.PostAsync("/poort", SessionHouse.Visitor)
            : () => _house.AskAsync(browser.Cookies, HttpMethod.Post, Talk.Queries, body);
    }
}
