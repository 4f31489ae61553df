using System.Text;
using Meldpunt.Service.Witnesses;
using Microsoft.AspNetCore.Http;

namespace Meldpunt.Service.Tests.Witnesses;

/// <summary>Rubbish, silence and floods are trouble on the line and never an alarm: nothing is kept, nothing is signed, and a good answer is believed again.</summary>
public sealed class HostileAnswerTests : IAsyncLifetime
{
    private readonly WitnessBench _bench = new();
    private FakeLog _log = null!;

    public async ValueTask InitializeAsync()
    {
        _log = await FakeLog.StartAsync();
        _log.Publish(100);
        await _bench.LookAsync(_log.Address);
        _log.Publish(300);
    }

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task Nobody_there_is_not_a_fork()
    {
        await IsTroubleAsync("http://127.0.0.1:1");
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Another_status_is_not_a_fork_and_nobody_is_sent_elsewhere(int status)
    {
        await using var elsewhere = await FakeLog.StartAsync(key: 2);
        elsewhere.Publish(5);
        _log.Instead = http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = elsewhere.Address + http.Request.Path;
            return Task.CompletedTask;
        };

        await IsTroubleAsync();
        Assert.Empty(elsewhere.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!DOCTYPE html><title>Welkom op het netwerk van het hotel</title>")]
    [InlineData("log.example/test\n300\n")]
    [InlineData("log.example/test\n300\nAAAA\n\n— log.example/test AAAA\n")]
    [InlineData("\0\0\0\0")]
    public async Task Rubbish_is_not_a_fork(string answer)
    {
        _log.Checkpoint = Encoding.UTF8.GetBytes(answer);

        await IsTroubleAsync();
    }

    [Theory]
    [InlineData("/logboek/checkpoint", 65_537)]
    [InlineData("/logboek/tile/", 8_193)]
    public async Task One_byte_too_many_is_too_many(string path, int bytes)
    {
        Answer(path, http => http.Response.Body.WriteAsync(new byte[bytes]).AsTask());

        await IsTroubleAsync();
    }

    [Theory]
    [InlineData("/logboek/checkpoint")]
    [InlineData("/logboek/tile/")]
    public async Task A_flood_is_cut_off(string path)
    {
        var cutOff = new TaskCompletionSource();
        Answer(path, async http =>
        {
            var block = new byte[65_536];
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(block);
            }

            cutOff.TrySetResult();
        });

        await IsTroubleAsync();
        await cutOff.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("/logboek/checkpoint")]
    [InlineData("/logboek/tile/")]
    public async Task Silence_has_an_end(string path)
    {
        Answer(path, http => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted));

        await IsTroubleAsync();
    }

    [Fact]
    public async Task Drops_have_an_end()
    {
        Answer("/logboek/checkpoint", async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.WriteAsync("a", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, http.RequestAborted);
            }
        });

        await IsTroubleAsync();
    }

    [Fact]
    public async Task Many_slow_answers_have_one_end_together()
    {
        // Each of them in time, and all of them not.
        _log.Instead = async http =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(700), TimeProvider.System, http.RequestAborted);
            await _log.UsualAsync(http, http.Request.Path.Value!);
        };

        await Assert.ThrowsAsync<FetchException>(() => _bench.LookAsync(_log.Address, limit: TimeSpan.FromSeconds(1)));
        Assert.Empty(_bench.Evidence);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(8_191)]
    public async Task A_tile_of_another_size_is_not_a_fork(int bytes)
    {
        Answer("/logboek/tile/", http => http.Response.Body.WriteAsync(new byte[bytes]).AsTask());

        await IsTroubleAsync();
    }

    [Fact]
    public async Task A_tile_that_is_not_there_is_not_a_fork()
    {
        Answer("/logboek/tile/", http =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });

        await IsTroubleAsync();
    }

    [Fact]
    public async Task A_partial_tile_that_is_gone_is_read_from_the_whole_one()
    {
        // Tiles of a tree of 600, behind the checkpoint of one of 300: what a log may do that throws partial tiles away (C2SP tlog-tiles).
        _log.Publish(300);
        var checkpoint = _log.Checkpoint;
        _log.Publish(600);
        _log.Checkpoint = checkpoint;
        Answer("/logboek/tile/0/001.p/44", http =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });

        Assert.Equal(WitnessOutcome.Grown, (await _bench.LookAsync(_log.Address)).Outcome);
        Assert.Contains("/logboek/tile/0/001", _log.Asked);
    }

    [Fact]
    public async Task A_first_key_that_is_no_key_is_not_taken()
    {
        using var fresh = new WitnessBench();
        Answer("/logboek/sleutel", http => http.Response.WriteAsync("log.example/test+00000000+AAAA\n"));

        await Assert.ThrowsAsync<FetchException>(() => fresh.LookAsync(_log.Address));
        Assert.False(File.Exists(Path.Combine(fresh.Folder, "logboek.vkey")));
    }

    private void Answer(string path, Func<HttpContext, Task> answer) => _log.Instead = http =>
        http.Request.Path.Value!.StartsWith(path, StringComparison.Ordinal) ? answer(http) : _log.UsualAsync(http, http.Request.Path.Value!);

    private async Task IsTroubleAsync(string? address = null)
    {
        var kept = _bench.Kept;

        await Assert.ThrowsAsync<FetchException>(() => _bench.LookAsync(address ?? _log.Address));

        Assert.Equal(kept, _bench.Kept);
        Assert.Empty(_bench.Evidence);
        _log.Instead = null;
        _log.Publish(400);
        Assert.Equal(WitnessOutcome.Grown, (await _bench.LookAsync(_log.Address)).Outcome);
    }
}
