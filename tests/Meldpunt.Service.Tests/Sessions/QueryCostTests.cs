using System.Collections.Concurrent;
using System.Net;
using Meldpunt.Service.Tests.Houses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Meldpunt.Service.Tests.Sessions;

/// <summary>What a question costs: one row of the log, and nothing else of the database; no password is hashed.</summary>
public sealed class QueryCostTests : IAsyncLifetime
{
    private const int Questions = 5;

    private readonly TestHouse _house = new();
    private readonly ConcurrentQueue<string> _opened = new();
    private int _commits;

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_question_by_token_reads_no_database_and_writes_one_row()
    {
        using var gate = _house.Client("poort");
        var rows = Count();

        for (var question = 0; question < Questions; question++)
        {
            Assert.Equal(HttpStatusCode.Created, (await gate.PostAsync(Talk.Queries, Talk.Person())).StatusCode);
        }

        Assert.Empty(_opened);
        Assert.Equal((rows + Questions, Questions), (_house.Installation.QueryLogReader.All().Count(), _commits));
    }

    [Fact]
    public async Task A_question_on_the_page_of_the_gate_reads_no_database_and_writes_one_row()
    {
        using var browser = await Browser.SignInAsync(_house, "poort");
        await browser.OpenAsync("/poort");
        var rows = Count();

        for (var question = 0; question < Questions; question++)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync("/poort", SessionHouse.Visitor)).StatusCode);
        }

        Assert.Empty(_opened);
        Assert.Equal((rows + Questions, Questions), (_house.Installation.QueryLogReader.All().Count(), _commits));
    }

    [Fact]
    public async Task What_does_read_the_database_is_counted()
    {
        using var desk = _house.Client("veiligheid");
        Count();

        await desk.ReadAsync(Talk.Registrations);

        Assert.Contains(Talk.Registrations, _opened, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_question_hashes_no_password()
    {
        using var browser = await Browser.SignInAsync(_house, "poort");
        using var gate = _house.Client("poort");
        var before = _house.Installation.Passwords.Done;

        await gate.PostAsync(Talk.Queries, Talk.Person());
        await browser.PostAsync("/poort", SessionHouse.Visitor);

        Assert.Equal(before, _house.Installation.Passwords.Done);
    }

    // Only what is opened while a request is being answered: what goes on behind the requests is nobody's wait.
    private int Count()
    {
        var rows = _house.Installation.QueryLogReader.All().Count();
        var accessor = _house.Services.GetRequiredService<IHttpContextAccessor>();
        _house.Installation.Database.WhenOpened = _ =>
        {
            if (accessor.HttpContext is { } http)
            {
                _opened.Enqueue(http.Request.Path);
            }
        };
        var seen = rows;
        _house.Installation.Writer.AfterCommit = () =>
        {
            // A commit of the seal is not the request's.
            var now = _house.Installation.QueryLogReader.All().Count();
            _commits += now > seen ? 1 : 0;
            seen = now;
        };
        return rows;
    }
}
