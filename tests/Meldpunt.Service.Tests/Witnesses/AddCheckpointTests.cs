using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Tree;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Service.Witnesses;

namespace Meldpunt.Service.Tests.Witnesses;

/// <summary>POST /add-checkpoint, status by status (C2SP tlog-witness).</summary>
public sealed class AddCheckpointTests : IAsyncLifetime
{
    private FakeLog _log = null!;
    private WitnessAtWork _witness = null!;

    public async ValueTask InitializeAsync()
    {
        _log = await FakeLog.StartAsync();
        _witness = await WitnessAtWork.StartAsync(_log.Signer.Verifier);
    }

    public async ValueTask DisposeAsync()
    {
        await _witness.DisposeAsync();
        await _log.DisposeAsync();
    }

    [Fact]
    public async Task A_checkpoint_with_its_proof_is_signed_and_kept_before_the_answer()
    {
        await AddAsync(0, 0);
        await AddAsync(0, 5);
        var (status, mediaType, line) = await AddAsync(5, 300);

        Assert.Equal((HttpStatusCode.OK, "text/plain"), (status, mediaType));
        Assert.StartsWith("— getuige.example/werk ", line, StringComparison.Ordinal);
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetString(_log.Checkpoint) + line, out var note));
        Assert.True(NoteVerifier.TryParse(_witness.Desk.WitnessKey, out var key));
        Assert.True(note.TryVerify([_log.Signer.Verifier, key], out var signatures));
        Assert.Equal(2, signatures.Count);
        Assert.Equal(note.ToString(), await File.ReadAllTextAsync(Path.Combine(_witness.Path, "logboek.checkpoint"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_same_checkpoint_again_is_signed_again()
    {
        await AddAsync(0, 5);

        Assert.Equal(HttpStatusCode.OK, (await AddAsync(5, 5)).Status);
    }

    [Fact]
    public async Task Another_size_than_the_witness_has_is_told_with_that_size()
    {
        Assert.Equal((HttpStatusCode.Conflict, "text/x.tlog.size", "0\n"), await AddAsync(3, 5));
        await AddAsync(0, 5);

        Assert.Equal((HttpStatusCode.Conflict, "text/x.tlog.size", "5\n"), await AddAsync(0, 7));
        Assert.Equal((HttpStatusCode.Conflict, "text/x.tlog.size", "5\n"), await AddAsync(4, 7));
        Assert.Equal((HttpStatusCode.Conflict, "text/x.tlog.size", "5\n"), await AddAsync(3, 3));
    }

    [Fact]
    public async Task An_old_size_above_the_new_one_is_no_request()
    {
        await AddAsync(0, 5);
        _log.Publish(3);

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(Body(5, [], _log.Checkpoint))).Status);
    }

    [Fact]
    public async Task A_proof_that_does_not_hold_is_refused_without_an_alarm_because_it_may_be_anybodys()
    {
        await AddAsync(0, 5);
        _log.Publish(9);
        var proof = _log.Reader().ConsistencyProof(5, 9);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(Body(5, [], _log.Checkpoint))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(Body(5, [.. proof, MerkleHash.Empty], _log.Checkpoint))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(Body(5, [.. proof.Reverse()], _log.Checkpoint))).Status);
        _log.Publish(9, history: 'b');
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(Body(5, _log.Reader().ConsistencyProof(5, 9), _log.Checkpoint))).Status);
        Assert.Empty(_witness.Alarms);
        Assert.Equal(HttpStatusCode.OK, (await AddAsync(5, 9)).Status);
    }

    [Fact]
    public async Task A_proof_where_none_is_needed_is_refused()
    {
        _log.Publish(5);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(Body(0, [MerkleHash.Empty], _log.Checkpoint))).Status);
    }

    [Fact]
    public async Task An_empty_tree_has_the_root_of_nothing()
    {
        var note = _log.Signer.SignNote(new Checkpoint(_log.Signer.Verifier.Name, 0, MerkleHash.Leaf("x"u8)).ToText()).ToString();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(Body(0, [], Encoding.UTF8.GetBytes(note)))).Status);
    }

    [Fact]
    public async Task Two_roots_of_one_size_that_the_log_signed_are_an_alarm_with_evidence()
    {
        await AddAsync(0, 5);
        _log.Publish(5, history: 'b');

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(Body(5, [], _log.Checkpoint))).Status);

        var alarm = Assert.Single(_witness.Alarms);
        Assert.Equal((WitnessOutcome.Forked, 5, 5), (alarm.Outcome, alarm.Before, alarm.Size));
        Assert.Contains("bewaard.txt", Directory.GetFiles(alarm.Evidence!).Select(file => Path.GetFileName(file)), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_log_that_is_not_watched_is_not_found()
    {
        await using var other = await FakeLog.StartAsync(key: 1, origin: "log.example/ander");
        other.Publish(5);

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(Body(0, [], other.Checkpoint))).Status);
    }

    [Fact]
    public async Task What_the_log_did_not_sign_is_forbidden()
    {
        await using var impostor = await FakeLog.StartAsync(key: 2);
        impostor.Publish(5);
        _log.Publish(5);
        var spoiled = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(_log.Checkpoint).Replace("\n5\n", "\n6\n", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(Body(0, [], impostor.Checkpoint))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(Body(0, [], spoiled))).Status);
    }

    [Fact]
    public async Task What_has_another_form_is_no_request()
    {
        _log.Publish(5);
        var note = Encoding.UTF8.GetString(_log.Checkpoint);
        var tooMany = string.Concat(Enumerable.Repeat(MerkleHash.Empty.ToBase64() + "\n", 64));
        string[] bodies =
        [
            "", "old 0\n", "old 0\n\n", note, $"old 00\n\n{note}", $"old -1\n\n{note}", $"Old 0\n\n{note}", $"old 0\r\n\r\n{note}", $"old 0\n{note}",
            $"old 0\nAAAA\n\n{note}", $"old 0\n\n\n{note}", $"old 0\n\n{note}\n", $"old 0\n{tooMany}\n{note}", $"old 9223372036854775808\n\n{note}", "\0\ud800",
        ];
        foreach (var body in bodies)
        {
            Assert.True((await SendAsync(body)).Status == HttpStatusCode.BadRequest, body);
        }
    }

    [Fact]
    public async Task What_is_too_large_is_not_read()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(new string('a', 65_537))).Status);
    }

    [Fact]
    public async Task Whoever_wants_to_see_what_it_has_finds_it_under_the_hash_of_the_name()
    {
        using var client = new HttpClient { BaseAddress = new Uri(_witness.Address) };
        var path = $"/{Convert.ToHexStringLower(SHA256.HashData("log.example/test"u8))}/checkpoint";
        Assert.Equal(HttpStatusCode.NotFound, (await client.ReadAsync(path)).StatusCode);
        await AddAsync(0, 5);

        var shown = await (await client.ReadAsync(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(_witness.Path, "logboek.checkpoint"), TestContext.Current.CancellationToken), shown);
        Assert.Equal(HttpStatusCode.NotFound, (await client.ReadAsync("/elders")).StatusCode);
    }

    [Fact]
    public async Task Of_many_at_once_each_step_is_signed_by_one_and_the_witness_never_goes_back()
    {
        await AddAsync(0, 5);
        var bodies = Enumerable.Range(6, 20).Select(size =>
        {
            _log.Publish(size);
            return Body(5, _log.Reader().ConsistencyProof(5, size), _log.Checkpoint);
        }).ToList();

        var answers = await Task.WhenAll(bodies.Select(SendAsync));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(bodies.Count - 1, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        var kept = (await _witness.Desk.KeptAsync(TestContext.Current.CancellationToken))!.Checkpoint.Size;
        Assert.All(answers.Where(answer => answer.Status == HttpStatusCode.Conflict), answer => Assert.Equal($"{kept}\n", answer.Text));
    }

    [Fact]
    public async Task A_witness_that_is_brought_checkpoints_may_look_for_itself_as_well()
    {
        await AddAsync(0, 5);
        _log.Publish(8);
        using var folder = new WitnessFolder(_witness.Path);
        using var http = new BoundedHttp(TimeProvider.System, TimeSpan.FromSeconds(5));

        var report = await new WitnessRound(folder, new LogClient(http, _log.Address), TimeProvider.System).LookAsync(null, null, TestContext.Current.CancellationToken);

        Assert.Equal((WitnessOutcome.Grown, 5, 8), (report.Outcome, report.Before, report.Size));
        Assert.Equal(HttpStatusCode.OK, (await AddAsync(8, 9)).Status);
    }

    // The log at a size, brought with the proof from another.
    private Task<(HttpStatusCode Status, string? MediaType, string Text)> AddAsync(long old, int size)
    {
        _log.Publish(size);
        return SendAsync(Body(old, old <= size ? _log.Reader().ConsistencyProof(old, size) : [], _log.Checkpoint));
    }

    private static string Body(long old, IEnumerable<MerkleHash> proof, byte[] note) => string.Create(
        CultureInfo.InvariantCulture, $"old {old}\n{string.Concat(proof.Select(hash => hash.ToBase64() + "\n"))}\n{Encoding.UTF8.GetString(note)}");

    private async Task<(HttpStatusCode Status, string? MediaType, string Text)> SendAsync(string body)
    {
        using var client = new HttpClient { BaseAddress = new Uri(_witness.Address) };
        var response = await client.PostTextAsync("/add-checkpoint", body, "text/plain");
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
