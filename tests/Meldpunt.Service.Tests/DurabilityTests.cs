using System.Net;
using Dapper;
using Meldpunt.Service.Tests.Houses;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Service.Tests;

/// <summary>No answer without a durable log row.</summary>
public sealed class DurabilityTests : IAsyncLifetime
{
    private const int SqliteFull = 13;
    private const int SqliteInputOutput = 10;
    private static readonly TimeSpan AWhile = TimeSpan.FromMilliseconds(500);

    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task The_row_is_committed_before_the_response_starts()
    {
        using var gate = _house.Client("poort");
        using var release = new ManualResetEventSlim();
        using var held = new ManualResetEventSlim();
        _house.Installation.Writer.BeforeCommit = _ =>
        {
            held.Set();
            release.Wait();
        };

#pragma warning disable CA2025 // The response is awaited before the request goes.
        using var request = new HttpRequestMessage(HttpMethod.Post, Talk.Queries) { Content = new StringContent(Talk.Person().ToJsonString(), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")) };
        var response = gate.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
#pragma warning restore CA2025
        held.Wait(TestContext.Current.CancellationToken);
        var answeredWhileHeld = await Task.WhenAny(response, Task.Delay(AWhile, TimeProvider.System, TestContext.Current.CancellationToken)) == response;
        var rowsWhileHeld = _house.Installation.QueryLogReader.All().Count();
        release.Set();
        var status = (await response).StatusCode;

        Assert.False(answeredWhileHeld);
        Assert.Equal(0, rowsWhileHeld);
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Single(_house.Installation.QueryLogReader.All());
    }

    [Fact]
    public async Task When_the_disk_is_full_there_is_no_answer_and_it_recovers_by_itself()
    {
        using var gate = _house.Client("poort");
        using var watcher = _house.Client(account: null);
        _house.Installation.Writer.BeforeCommit = _ => throw new SqliteException("disk full", SqliteFull);

        var refused = await gate.PostAsync(Talk.Queries, Talk.Person());
        var redWhileFull = await watcher.ReadAsync("/readyz");
        _house.Installation.Writer.BeforeCommit = null;
        var answered = await gate.PostAsync(Talk.Queries, Talk.Person());
        var green = await watcher.ReadAsync("/readyz");

        await AssertNoAnswerAsync(refused);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, redWhileFull.StatusCode);
        Assert.Equal(HttpStatusCode.Created, answered.StatusCode);
        Assert.Equal(HttpStatusCode.OK, green.StatusCode);
        Assert.Equal(1, Assert.Single(_house.Installation.QueryLogReader.All()).Seq);
    }

    [Fact]
    public async Task When_the_database_may_not_grow_there_is_no_answer()
    {
        using var gate = _house.Client("poort");
        _house.Installation.Writer.BeforeCommit = connection =>
        {
            connection.Execute("PRAGMA max_page_count = 1");
            connection.Execute("CREATE TABLE filler (x BLOB)");
            connection.Execute("INSERT INTO filler SELECT randomblob(1000000)");
        };

        var refused = await gate.PostAsync(Talk.Queries, Talk.Person());

        await AssertNoAnswerAsync(refused);
        Assert.Empty(_house.Installation.QueryLogReader.All());
    }

    [Fact]
    public async Task After_a_failed_sync_nothing_is_answered_until_a_restart()
    {
        using var gate = _house.Client("poort");
        using var watcher = _house.Client(account: null);
        _house.Installation.Writer.BeforeCommit = _ => throw new SqliteException("disk I/O error", SqliteInputOutput);

        var refused = await gate.PostAsync(Talk.Queries, Talk.Person());
        _house.Installation.Writer.BeforeCommit = null;
        var stillRefused = await gate.PostAsync(Talk.Queries, Talk.Person());
        var ready = await watcher.ReadAsync("/readyz");

        await AssertNoAnswerAsync(refused);
        await AssertNoAnswerAsync(stillRefused);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Empty(_house.Installation.QueryLogReader.All());
    }

    [Fact]
    public async Task Without_a_place_for_the_months_key_there_is_no_answer_and_readiness_is_red()
    {
        using var gate = _house.Client("poort");
        using var watcher = _house.Client(account: null);
        Directory.Delete(Path.Combine(_house.Folder, "keys", "log-subjects"), recursive: true);

        var refused = await gate.PostAsync(Talk.Queries, Talk.Person());
        var ready = await watcher.ReadAsync("/readyz");

        await AssertNoAnswerAsync(refused);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }

    [Fact]
    public async Task A_disk_that_is_too_slow_gets_no_answer_in_time_is_red_while_it_hangs_and_green_when_it_is_through()
    {
        using var gate = _house.Client("poort");
        using var watcher = _house.Client(account: null);
        using var release = new ManualResetEventSlim();
        _house.Installation.Writer.BeforeCommit = _ => release.Wait();

        var response = await gate.PostAsync(Talk.Queries, Talk.Person());
        var whileItHangs = await watcher.ReadAsync("/readyz");
        release.Set();
        await Talk.UntilAsync(() => !_house.Installation.QueryLog.IsLate, "a write came through again");

        await AssertNoAnswerAsync(response);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, whileItHangs.StatusCode);
        Assert.Contains("\"logboek\":false", await whileItHangs.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task AssertNoAnswerAsync(HttpResponseMessage response)
    {
        var problem = await response.JsonAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Null(problem["uitkomst"]);
        Assert.DoesNotContain("atch", problem.ToJsonString(), StringComparison.Ordinal);
    }
}
