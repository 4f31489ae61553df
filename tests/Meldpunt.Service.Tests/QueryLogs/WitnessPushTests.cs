using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Witnesses;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Service.Tests.Witnesses;
using Microsoft.AspNetCore.Http;

namespace Meldpunt.Service.Tests.QueryLogs;

/// <summary>New checkpoints are brought to the witnesses that have an address, and a witness that fails disturbs nobody.</summary>
public sealed class WitnessPushTests : IAsyncLifetime
{
    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_witness_is_brought_every_checkpoint_and_what_it_signs_is_shown()
    {
        await using var server = await WitnessAtWork.StartAsync(_house.Key());
        await _house.Installation.Witnesses.RegisterAsync("Leeuw", _house.Lion.Id, server.Desk.WitnessKey, server.Address);
        Assert.True(NoteVerifier.TryParse(server.Desk.WitnessKey, out var key));
        await _house.AskAsync(3);
        await UntilAsync(() => Witness.LastSize == 3);
        await _house.AskAsync(2);
        await UntilAsync(() => Witness.LastSize == 5);

        var (note, checkpoint) = await _house.CheckpointAsync();

        Assert.Equal(5, checkpoint.Size);
        Assert.True(note.IsSignedBy(key));
        Assert.Null(Witness.Trouble);
    }

    [Fact]
    public async Task A_witness_that_knows_more_than_was_thought_is_met_where_it_is()
    {
        await using var server = await WitnessAtWork.StartAsync(_house.Key());
        await _house.Installation.Witnesses.RegisterAsync("Leeuw", _house.Lion.Id, server.Desk.WitnessKey, server.Address);
        await _house.AskAsync(3);
        await UntilAsync(() => Witness.LastSize == 3);

        // Registered anew, nothing is known of what it signed; the witness knows.
        await _house.Installation.Witnesses.EndAsync("Leeuw");
        await _house.Installation.Witnesses.RegisterAsync("Opnieuw", _house.Lion.Id, server.Desk.WitnessKey, server.Address);
        await _house.AskAsync(1);

        await UntilAsync(() => Witness.LastSize == 4);
    }

    [Theory]
    [InlineData(500, "status 500")]
    [InlineData(403, "status 403")]
    [InlineData(200, "niet klopt")]
    [InlineData(302, "status 302")]
    public async Task A_witness_that_fails_stands_in_the_list_with_the_reason(int status, string reason)
    {
        await using var failing = await FakeLog.StartAsync();
        failing.Instead = http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = "http://127.0.0.1:1/";
            return http.Response.WriteAsync("rommel");
        };
        using var seed = Index.Keys.SecretKey.Create();
        await _house.Installation.Witnesses.RegisterAsync("Stuk", _house.Lion.Id, new NoteSigner("stuk", seed, 4).VerifierKey, failing.Address);
        await _house.AskAsync(1);

        await UntilAsync(() => Witness.Trouble?.Contains(reason, StringComparison.Ordinal) == true);

        Assert.NotNull(Witness.TroubleSince);
        Assert.Null(Witness.LastSize);
    }

    [Fact]
    public async Task A_witness_that_says_nothing_keeps_nobody_waiting()
    {
        await using var mute = await FakeLog.StartAsync();
        mute.Instead = http => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        await using var server = await WitnessAtWork.StartAsync(_house.Key());
        using var seed = Index.Keys.SecretKey.Create();
        await _house.Installation.Witnesses.RegisterAsync("Stil", _house.Lion.Id, new NoteSigner("stil", seed, 4).VerifierKey, mute.Address);
        await _house.Installation.Witnesses.RegisterAsync("Leeuw", _house.Lion.Id, server.Desk.WitnessKey, server.Address);
        await _house.AskAsync(1);
        await UntilAsync(() => mute.Asked.Count > 0);
        var began = TimeProvider.System.GetTimestamp();

        await _house.AskAsync(20);
        await _house.SealedAsync(21);

        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0, 4);
        await UntilAsync(() => Named("Leeuw").LastSize >= 1);
        await UntilAsync(() => Named("Stil").Trouble is not null);
    }

    [Fact]
    public async Task A_witness_that_saw_more_than_there_is_stands_in_the_list_as_such()
    {
        await using var ahead = await FakeLog.StartAsync();
        ahead.Instead = http =>
        {
            http.Response.StatusCode = StatusCodes.Status409Conflict;
            http.Response.ContentType = "text/x.tlog.size";
            return http.Response.WriteAsync("1000\n");
        };
        using var seed = Index.Keys.SecretKey.Create();
        await _house.Installation.Witnesses.RegisterAsync("Verder", _house.Lion.Id, new NoteSigner("verder", seed, 4).VerifierKey, ahead.Address);
        await _house.AskAsync(1);

        await UntilAsync(() => Witness.Trouble?.Contains("groter logboek", StringComparison.Ordinal) == true);
    }

    private LogWitness Witness => _house.Installation.Witnesses.Active()[0];

    private LogWitness Named(string name) => _house.Installation.Witnesses.Active().Single(witness => string.Equals(witness.Name, name, StringComparison.Ordinal));

    private static async Task UntilAsync(Func<bool> happened)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!happened())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(30), "it did not happen");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
