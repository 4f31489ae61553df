using System.Net;
using Meldpunt.Admin;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Index.Keys;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Service.Tests.Witnesses;
using Meldpunt.Service.Witnesses;

namespace Meldpunt.Service.Tests.QueryLogs;

/// <summary>The service takes signatures of witnesses it knows, over checkpoints of its own, and shows them to everybody.</summary>
public sealed class CosignatureRouteTests : IAsyncLifetime
{
    private const string Route = "/logboek/medeondertekeningen";

    private readonly TestHouse _house = new();
    private readonly SecretKey _seed = SecretKey.Create();
    private NoteSigner _witness = null!;

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        _witness = new NoteSigner("getuige.example/leeuw", _seed, LogFormat.CosignatureKind);
        await _house.Installation.Witnesses.RegisterAsync("Leeuw", _house.Lion.Id, _witness.VerifierKey, address: null);
        await _house.AskAsync(3);
        await _house.SealedAsync(3);
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        _seed.Dispose();
    }

    [Fact]
    public async Task A_real_witness_that_looks_is_taken_in_and_shown()
    {
        using var bench = new WitnessBench();
        var first = await bench.LookAsync(_house.Base);
        Assert.Equal((WitnessOutcome.First, 403), (first.Outcome, first.Delivery));
        await _house.Installation.Witnesses.RegisterAsync("Kantoor", _house.Lion.Id, first.WitnessKey, address: null);

        var second = await bench.LookAsync(_house.Base);

        Assert.Equal((WitnessOutcome.Unchanged, 204), (second.Outcome, second.Delivery));
        var (note, _) = await _house.CheckpointAsync();
        Assert.True(NoteVerifier.TryParse(second.WitnessKey, out var key));
        Assert.True(note.IsSignedBy(key));
        Assert.Equal(3, _house.Installation.Witnesses.All().Single(witness => string.Equals(witness.Name, "Kantoor", StringComparison.Ordinal)).LastSize);
    }

    [Fact]
    public async Task A_signature_is_shown_over_its_own_checkpoint_only_and_stays_in_proofs()
    {
        var (note, _) = await _house.CheckpointAsync();
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(Signed(note)));
        Assert.True((await _house.CheckpointAsync()).Note.IsSignedBy(_witness.Verifier));
        var id = (await _house.AskAsync(1))[0];

        var (grown, _) = await _house.SealedAsync(4);
        var old = await ProofAsync("1");
        var fresh = await ProofAsync(id);

        Assert.False(grown.IsSignedBy(_witness.Verifier));
        Assert.True(old.Checkpoint.IsSignedBy(_witness.Verifier));
        Assert.False(fresh.Checkpoint.IsSignedBy(_witness.Verifier));
    }

    [Fact]
    public async Task The_same_signature_again_changes_nothing_and_a_smaller_one_does_not_replace_a_larger()
    {
        var (small, _) = await _house.CheckpointAsync();
        await _house.AskAsync(1);
        var (large, _) = await _house.SealedAsync(4);

        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(Signed(large)));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(Signed(large)));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(Signed(small)));

        Assert.Equal(4, Assert.Single(_house.Installation.Witnesses.Active()).LastSize);
        _house.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(Signed(small)));
        Assert.Equal(4, Assert.Single(_house.Installation.Witnesses.Active()).LastSize);
    }

    [Fact]
    public async Task What_is_sent_again_costs_no_write()
    {
        var (note, _) = await _house.CheckpointAsync();
        var signed = Signed(note);
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(signed));
        var commits = 0;
        _house.Installation.Writer.BeforeCommit = _ => Interlocked.Increment(ref commits);

        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(signed));

        Assert.Equal(0, commits);
        _house.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(Signed(note)));
        Assert.Equal(1, commits);
    }

    [Fact]
    public async Task What_nobody_signed_who_is_known_is_not_taken()
    {
        var (note, checkpoint) = await _house.CheckpointAsync();
        using var strangerSeed = SecretKey.Create();
        var stranger = new NoteSigner("getuige.example/leeuw", strangerSeed, LogFormat.CosignatureKind);
        var spoiled = Cosignature.Sign(_witness, note.Text.Replace('3', '4'), _house.Time.GetUtcNow());

        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(note));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(note.With(Cosignature.Sign(stranger, note.Text, _house.Time.GetUtcNow()))));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(note.With(spoiled)));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(new SignedNote(note.Text, [Cosignature.Sign(_witness, note.Text, _house.Time.GetUtcNow())])));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(new SignedNote((checkpoint with { Origin = "ander" }).ToText(), note.Signatures)));
        Assert.Null(Assert.Single(_house.Installation.Witnesses.Active()).LastSize);
    }

    [Fact]
    public async Task A_checkpoint_of_this_key_and_another_tree_is_refused_and_cried_out()
    {
        var signer = new NoteSigner(_house.Installation.LogIdentity.Origin, _house.Installation.Keys.OpenLogSigning());
        var (_, checkpoint) = await _house.CheckpointAsync();
        foreach (var other in (Checkpoint[])[checkpoint with { Size = 2 }, checkpoint with { Size = 1_000 }])
        {
            Assert.Equal(HttpStatusCode.Conflict, await SendAsync(Signed(signer.SignNote(other.ToText()))));
        }

        Assert.Contains("\"Fatal\"", _house.Log.ToString(), StringComparison.Ordinal);
        Assert.Null(Assert.Single(_house.Installation.Witnesses.Active()).LastSize);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rommel")]
    [InlineData("log\n1\nAAAA\n\n— a AAAAAAAA\n")]
    public async Task Rubbish_is_refused_as_such(string text)
    {
        using var client = _house.Client(account: null);

        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostTextAsync(Route, text, "text/plain")).StatusCode);
    }

    [Fact]
    public async Task What_is_too_large_is_not_read()
    {
        using var client = _house.Client(account: null);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.PostTextAsync(Route, new string('a', 65_537), "text/plain")).StatusCode);
    }

    [Fact]
    public async Task Whoever_asks_too_often_is_told_to_wait()
    {
        using var client = _house.Client(account: null);
        HttpStatusCode last = default;
        for (var attempt = 0; attempt < 70 && last != HttpStatusCode.TooManyRequests; attempt++)
        {
            last = (await client.PostTextAsync(Route, "rommel", "text/plain")).StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task A_witness_that_ended_is_taken_no_more_and_its_key_may_begin_again()
    {
        var (note, _) = await _house.CheckpointAsync();
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(Signed(note)));

        await _house.Installation.Witnesses.EndAsync("leeuw");

        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(Signed(note)));
        Assert.False((await _house.CheckpointAsync()).Note.IsSignedBy(_witness.Verifier));
        await Assert.ThrowsAsync<AdministrationException>(() => _house.Installation.Witnesses.EndAsync("Leeuw"));
        await _house.Installation.Witnesses.RegisterAsync("Leeuw", _house.Lion.Id, _witness.VerifierKey, address: null);
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(Signed(note)));
    }

    [Fact]
    public async Task A_name_or_key_that_is_taken_and_what_is_no_key_or_address_are_refused()
    {
        using var seed = SecretKey.Create();
        var other = new NoteSigner("getuige.example/x", seed, LogFormat.CosignatureKind).VerifierKey;
        var store = _house.Installation.Witnesses;

        await Assert.ThrowsAsync<AdministrationException>(() => store.RegisterAsync("LEEUW", _house.Lion.Id, other, address: null));
        await Assert.ThrowsAsync<AdministrationException>(() => store.RegisterAsync("Ander", _house.Lion.Id, _witness.VerifierKey, address: null));
        await Assert.ThrowsAsync<AdministrationException>(() => store.RegisterAsync("Ander", _house.Lion.Id, _house.Installation.LogIdentity.Vkey, address: null));
        await Assert.ThrowsAsync<AdministrationException>(() => store.RegisterAsync("Ander", _house.Lion.Id, other + " ", address: null));
        await Assert.ThrowsAsync<AdministrationException>(() => store.RegisterAsync(" ", _house.Lion.Id, other, address: null));
        foreach (var address in (string[])["x", "ftp://a.example", "https://a.example/?b", "https://a:b@c.example", "file:///etc/passwd"])
        {
            await Assert.ThrowsAsync<AdministrationException>(() => store.RegisterAsync("Ander", _house.Lion.Id, other, address));
        }
    }

    private SignedNote Signed(SignedNote note) => note.With(Cosignature.Sign(_witness, note.Text, _house.Time.GetUtcNow()));

    private async Task<HttpStatusCode> SendAsync(SignedNote note)
    {
        using var client = _house.Client(account: null);
        return (await client.PostTextAsync(Route, note.ToString(), "text/plain")).StatusCode;
    }

    private async Task<TlogProof> ProofAsync(string which)
    {
        using var auditor = _house.Client("toezicht");
        if (which.Length < 32)
        {
            var rows = (await (await auditor.ReadAsync(Talk.Queries)).JsonAsync())["bevragingen"]!.AsArray();
            which = rows.First(row => string.Equals(row!["volgnummer"]!.ToJsonString(), which, StringComparison.Ordinal))!.Text("id");
        }

        var text = await (await auditor.ReadAsync($"{Talk.Queries}/{which}/bewijs")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(TlogProof.TryParse(text, out var proof), text);
        return proof;
    }
}
