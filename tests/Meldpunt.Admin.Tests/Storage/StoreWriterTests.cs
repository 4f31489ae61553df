using Dapper;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Tests.Storage;

public sealed class StoreWriterTests : IAsyncDisposable
{
    private readonly WriterBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_write_is_durable_when_it_completes()
    {
        var result = await _bench.WriteAsync("een");

        Assert.Equal("een", result);
        Assert.Equal(["een"], _bench.Notes());
        Assert.Equal(StoreTrouble.None, _bench.Writer.Trouble);
    }

    [Fact]
    public async Task A_write_does_not_complete_while_its_commit_is_held()
    {
        using var held = new HeldCommit(_bench.Writer);
        var write = _bench.WriteAsync("een");
        await held.Reached;

        // Its statements have run; time enough for a writer that does not wait to say so.
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        var completedBeforeCommit = write.IsCompleted;
        var seenBeforeCommit = _bench.Notes();
        held.Release();
        await write;

        Assert.False(completedBeforeCommit);
        Assert.Empty(seenBeforeCommit);
        Assert.Equal(["een"], _bench.Notes());
    }

    [Fact]
    public async Task Writes_that_queue_during_a_commit_share_the_next_one()
    {
        var commits = 0;
        using var held = new HeldCommit(_bench.Writer);
        var first = _bench.WriteAsync("eerste");
        await held.Reached;
        var crowd = Enumerable.Range(0, 100).Select(number => _bench.WriteAsync($"{number:000}")).ToList();
        held.Release(_ => Interlocked.Increment(ref commits));

        await first;
        await Task.WhenAll(crowd);

        Assert.Equal(1, commits);
        Assert.Equal(101, _bench.Notes().Count);
    }

    [Fact]
    public async Task A_write_that_fails_undoes_only_itself()
    {
        using var held = new HeldCommit(_bench.Writer);
        var first = _bench.WriteAsync("eerste");
        await held.Reached;
        var before = _bench.WriteAsync("ervoor");
        var thrown = _bench.Writer.WriteAsync<int>(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO note (text) VALUES ('spoor')";
            command.ExecuteNonQuery();
            throw new AdministrationException("Dit kan niet.");
        });
        var refused = _bench.WriteAsync("ervoor");
        var after = _bench.WriteAsync("erna");
        held.Release();

        await Task.WhenAll(first, before, after);
        await Assert.ThrowsAsync<AdministrationException>(() => thrown);
        var constraint = await Assert.ThrowsAsync<SqliteException>(() => refused);

        Assert.Equal(19, constraint.SqliteErrorCode);
        Assert.Equal(["eerste", "ervoor", "erna"], _bench.Notes());
        Assert.Equal(StoreTrouble.None, _bench.Writer.Trouble);
    }

    [Theory]
    [InlineData(SqliteCodes.Full)]
    [InlineData(SqliteCodes.Busy)]
    [InlineData(SqliteCodes.SharedMemorySize)]
    public async Task A_full_or_locked_store_refuses_every_write_of_the_batch_and_takes_the_next(int code)
    {
        using var held = new HeldCommit(_bench.Writer);
        var refused = _bench.WriteAsync("geweigerd");
        await held.Reached;
        held.Fail(code);

        var exception = await Assert.ThrowsAsync<StoreUnavailableException>(() => refused);
        var troubleAfterFailure = _bench.Writer.Trouble;
        await _bench.WriteAsync("volgende");

        Assert.Equal(StoreTrouble.Refused, exception.Trouble);
        Assert.Equal(StoreTrouble.Refused, troubleAfterFailure);
        Assert.Equal(StoreTrouble.None, _bench.Writer.Trouble);
        Assert.Equal(["volgende"], _bench.Notes());
    }

    [Fact]
    public async Task A_statement_that_cannot_run_refuses_its_batch_and_breaks_nothing()
    {
        var wrong = _bench.Writer.WriteAsync(connection => connection.Execute("INSERT INTO nergens VALUES (1)"));

        var exception = await Assert.ThrowsAsync<StoreUnavailableException>(() => wrong);
        await _bench.WriteAsync("volgende");

        Assert.Equal(StoreTrouble.Refused, exception.Trouble);
        Assert.Equal(SqliteCodes.Error, Assert.IsType<SqliteException>(exception.InnerException).SqliteErrorCode);
        Assert.Equal(["volgende"], _bench.Notes());
    }

    [Theory]
    [InlineData(SqliteCodes.InputOutput)]
    [InlineData(SqliteCodes.Corrupt)]
    [InlineData(SqliteCodes.NotADatabase)]
    public async Task After_a_broken_disk_nothing_is_written_until_a_restart(int code)
    {
        using var held = new HeldCommit(_bench.Writer);
        var failed = _bench.WriteAsync("mislukt");
        await held.Reached;
        var waiting = _bench.WriteAsync("wachtend");
        held.Fail(code);

        var first = await Assert.ThrowsAsync<StoreUnavailableException>(() => failed);
        var second = await Assert.ThrowsAsync<StoreUnavailableException>(() => waiting);
        var later = Assert.Throws<StoreUnavailableException>(() => { _ = _bench.WriteAsync("later"); });
        var writtenMeanwhile = _bench.Notes();
        await using var restarted = new StoreWriter(_bench.Database);
        var afterRestart = await restarted.WriteAsync(_ => "hersteld");

        Assert.Equal(
            [StoreTrouble.Broken, StoreTrouble.Broken, StoreTrouble.Broken, StoreTrouble.Broken],
            [first.Trouble, second.Trouble, later.Trouble, _bench.Writer.Trouble]);
        Assert.Empty(writtenMeanwhile);
        Assert.Equal("hersteld", afterRestart);
    }

    [Fact]
    public async Task One_write_more_than_the_queue_holds_is_refused_at_once()
    {
        using var held = new HeldCommit(_bench.Writer);
        var first = _bench.WriteAsync("eerste");
        await held.Reached;
        var waiting = Enumerable.Range(0, StoreWriter.QueueLength).Select(number => _bench.Writer.WriteAsync(_ => number)).ToList();

        var refused = Assert.Throws<StoreUnavailableException>(() => { _ = _bench.WriteAsync("te veel"); });
        held.Release();
        await first;
        var results = await Task.WhenAll(waiting);

        Assert.Equal(StoreTrouble.QueueFull, refused.Trouble);
        Assert.Equal(Enumerable.Range(0, StoreWriter.QueueLength), results);
        Assert.Equal(["eerste"], _bench.Notes());
    }

    [Fact]
    public async Task Closing_writes_what_waits_and_refuses_what_comes_after()
    {
        using var held = new HeldCommit(_bench.Writer);
        var writes = new List<Task<string>> { _bench.WriteAsync("eerste") };
        await held.Reached;
        writes.AddRange(Enumerable.Range(0, 20).Select(number => _bench.WriteAsync($"{number:000}")));

        var closing = _bench.Writer.DisposeAsync().AsTask();
        var whileClosing = Assert.Throws<StoreUnavailableException>(() => { _ = _bench.WriteAsync("te laat"); });
        var closedEarly = closing.IsCompleted;
        held.Release();
        await closing;
        var afterClosing = Assert.Throws<StoreUnavailableException>(() => { _ = _bench.WriteAsync("te laat"); });

        Assert.False(closedEarly);
        Assert.All(writes, write => Assert.True(write.IsCompletedSuccessfully));
        Assert.Equal(21, _bench.Notes().Count);
        Assert.Equal([StoreTrouble.Closed, StoreTrouble.Closed], [whileClosing.Trouble, afterClosing.Trouble]);
    }
}
