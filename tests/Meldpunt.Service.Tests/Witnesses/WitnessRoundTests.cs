using Meldpunt.Admin;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Service.Witnesses;
using Microsoft.AspNetCore.Http;

namespace Meldpunt.Service.Tests.Witnesses;

/// <summary>A witness keeps what it saw, signs it, and goes on from there, whatever breaks it off.</summary>
public sealed class WitnessRoundTests : IAsyncLifetime
{
    private readonly WitnessBench _bench = new();
    private FakeLog _log = null!;

    public async ValueTask InitializeAsync() => _log = await FakeLog.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task The_first_checkpoint_is_kept_signed_and_handed_in()
    {
        _log.Publish(10);

        var report = await _bench.LookAsync(_log.Address, name: "getuige.example/leeuw");

        Assert.Equal((WitnessOutcome.First, 10, null, 204), (report.Outcome, report.Size, report.Before, report.Delivery));
        Assert.Equal(_log.Signer.VerifierKey + "\n", _bench.Read("logboek.vkey"));
        Assert.Equal(_bench.Kept, Assert.Single(_log.HandedIn));
        Assert.True(SignedNote.TryParse(_bench.Kept, out var kept));
        Assert.True(NoteVerifier.TryParse(report.WitnessKey, out var witness));
        Assert.Equal("getuige.example/leeuw", witness.Name);
        Assert.True(kept.TryVerify([_log.Signer.Verifier, witness], out var signatures));
        Assert.Equal(2, signatures.Count);
        Assert.True(Cosignature.TryReadTime(signatures[1], out var time));
        Assert.Equal(_bench.Time.GetUtcNow(), time);
    }

    [Fact]
    public async Task Only_the_owner_can_read_the_key_of_a_witness()
    {
        _log.Publish(1);

        await _bench.LookAsync(_log.Address);

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner, File.GetUnixFileMode(Path.Combine(_bench.Folder, "getuige.key")));
        File.SetUnixFileMode(Path.Combine(_bench.Folder, "getuige.key"), owner | UnixFileMode.OtherRead);
        await Assert.ThrowsAsync<System.Security.Cryptography.CryptographicException>(() => _bench.LookAsync(_log.Address));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 700)]
    [InlineData(1, 2)]
    [InlineData(255, 256)]
    [InlineData(256, 300)]
    [InlineData(300, 70_000)]
    [InlineData(65_536, 65_537)]
    public async Task A_log_that_grew_is_followed(int before, int after)
    {
        _log.Publish(before);
        await _bench.LookAsync(_log.Address);
        _log.Publish(after);

        var report = await _bench.LookAsync(_log.Address);

        Assert.Equal((before == after ? WitnessOutcome.Unchanged : WitnessOutcome.Grown, before, after), (report.Outcome, (int)report.Before!, (int)report.Size!));
        Assert.StartsWith($"log.example/test\n{after}\n", _bench.Kept, StringComparison.Ordinal);
        Assert.Empty(_bench.Evidence);
    }

    [Fact]
    public async Task A_key_that_is_known_from_elsewhere_is_the_one_that_counts()
    {
        await using var other = await FakeLog.StartAsync(key: 2);
        _log.Publish(100);

        Assert.Equal(WitnessOutcome.OtherKey, (await _bench.LookAsync(_log.Address, key: other.Signer.Verifier)).Outcome);
        Assert.False(File.Exists(Path.Combine(_bench.Folder, "logboek.vkey")));
        Assert.DoesNotContain("/logboek/sleutel", _log.Asked);
        Assert.Equal(WitnessOutcome.First, (await _bench.LookAsync(_log.Address, key: _log.Signer.Verifier)).Outcome);
        await Assert.ThrowsAsync<WitnessRefusedException>(() => _bench.LookAsync(_log.Address, key: other.Signer.Verifier));
    }

    [Fact]
    public async Task A_witness_goes_by_one_name()
    {
        _log.Publish(1);
        await _bench.LookAsync(_log.Address, name: "een");

        await Assert.ThrowsAsync<WitnessRefusedException>(() => _bench.LookAsync(_log.Address, name: "twee"));
        Assert.Equal(WitnessOutcome.Unchanged, (await _bench.LookAsync(_log.Address, name: "een")).Outcome);
    }

    [Fact]
    public async Task What_was_kept_and_is_damaged_is_told_and_not_replaced()
    {
        _log.Publish(10);
        await _bench.LookAsync(_log.Address);
        foreach (var file in (string[])["logboek.checkpoint", "logboek.vkey", "getuige.vkey"])
        {
            var path = Path.Combine(_bench.Folder, file);
            var good = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(path, good[..^5], TestContext.Current.CancellationToken);

            await Assert.ThrowsAsync<AdministrationException>(() => _bench.LookAsync(_log.Address));

            Assert.Equal(good[..^5], await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
            await File.WriteAllTextAsync(path, good, TestContext.Current.CancellationToken);
        }

        Assert.Equal(WitnessOutcome.Unchanged, (await _bench.LookAsync(_log.Address)).Outcome);
    }

    [Fact]
    public async Task Broken_off_before_it_kept_anything_a_witness_looks_again_as_if_nothing_had_been()
    {
        _log.Publish(10);
        await Assert.ThrowsAsync<OperationCanceledException>(() => _bench.LookAsync(_log.Address, beforeKeeping: () => throw new OperationCanceledException()));
        Assert.False(File.Exists(Path.Combine(_bench.Folder, "logboek.vkey")));
        await _bench.LookAsync(_log.Address);
        var kept = _bench.Kept;
        _log.Publish(20);

        await Assert.ThrowsAsync<OperationCanceledException>(() => _bench.LookAsync(_log.Address, beforeKeeping: () => throw new OperationCanceledException()));
        Assert.Equal(kept, _bench.Kept);
        Assert.Equal((WitnessOutcome.Grown, 10), ((await _bench.LookAsync(_log.Address)) is var report ? (report.Outcome, (int)report.Before!) : default));
    }

    [Fact]
    public async Task Two_at_once_in_one_folder_do_not_take_each_other_for_a_log_that_shrank()
    {
        _log.Publish(10);
        await _bench.LookAsync(_log.Address);
        var asked = 0;
        _log.Instead = http =>
        {
            // The log grows with every look.
            if (http.Request.Path.Value is "/logboek/checkpoint")
            {
                _log.Publish(10 + Interlocked.Increment(ref asked));
            }

            return _log.UsualAsync(http, http.Request.Path.Value!);
        };

        var reports = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _bench.LookAsync(_log.Address))));

        Assert.All(reports, report => Assert.Equal(WitnessOutcome.Grown, report.Outcome));
        Assert.Empty(_bench.Evidence);
    }

    [Fact]
    public async Task A_signature_that_is_not_taken_does_not_spoil_the_watching()
    {
        _log.Publish(10);
        _log.Instead = http =>
        {
            if (http.Request.Path.Value is "/logboek/medeondertekeningen")
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }

            return _log.UsualAsync(http, http.Request.Path.Value!);
        };

        var report = await _bench.LookAsync(_log.Address);

        Assert.Equal((WitnessOutcome.First, 403), (report.Outcome, report.Delivery));
        Assert.Contains(report.WitnessKey, WitnessWords.Tell(report, withEvidence: true), StringComparison.Ordinal);
    }
}
