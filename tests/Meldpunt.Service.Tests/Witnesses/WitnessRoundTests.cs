using System.Text;
using Meldpunt.Admin;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Service.Witnesses;
using Microsoft.AspNetCore.Http;

namespace Meldpunt.Service.Tests.Witnesses;

/// <summary>A witness keeps what it saw, and cries out when that is not what it sees now, and at nothing else.</summary>
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

    [Theory]
    [InlineData(100, 100, 50)]
    [InlineData(100, 101, 99)]
    [InlineData(100, 700, 0)]
    [InlineData(256, 512, 255)]
    public async Task A_log_that_was_rewritten_is_an_alarm_with_evidence_that_others_can_check(int before, int after, int changedFrom)
    {
        _log.Publish(before);
        await _bench.LookAsync(_log.Address);
        var kept = _bench.Kept;
        _log.Publish(after, history: 'b', differsFrom: changedFrom);

        var report = await _bench.LookAsync(_log.Address);

        Assert.Equal((WitnessOutcome.Forked, true, null), (report.Outcome, report.IsAlarm, report.Delivery));
        Assert.Equal(kept, _bench.Kept);
        var evidence = Assert.Single(_bench.Evidence);
        Assert.Equal(kept, evidence["bewaard.txt"]);
        Assert.Equal(Encoding.UTF8.GetString(_log.Checkpoint), evidence["ontvangen.txt"]);
        Assert.Equal(_log.Signer.VerifierKey + "\n", evidence["sleutel.txt"]);
        Assert.Equal(before != after, evidence.ContainsKey("wortel-en-bewijs.txt"));
    }

    [Fact]
    public async Task A_log_that_became_shorter_is_an_alarm()
    {
        _log.Publish(100);
        await _bench.LookAsync(_log.Address);
        _log.Publish(99);

        var report = await _bench.LookAsync(_log.Address);

        Assert.Equal((WitnessOutcome.Shrunk, 100, 99), (report.Outcome, report.Before, report.Size));
        Assert.Contains("korter", WitnessWords.Tell(report, withEvidence: true), StringComparison.Ordinal);
        Assert.Single(_bench.Evidence);
    }

    [Fact]
    public async Task A_log_that_was_put_back_and_grew_again_is_an_alarm()
    {
        _log.Publish(100);
        await _bench.LookAsync(_log.Address);
        _log.Publish(150, history: 'b', differsFrom: 80);

        Assert.Equal(WitnessOutcome.Forked, (await _bench.LookAsync(_log.Address)).Outcome);
    }

    [Fact]
    public async Task Evidence_is_kept_once_and_never_written_over_and_every_look_stays_an_alarm()
    {
        _log.Publish(100);
        await _bench.LookAsync(_log.Address);
        _log.Publish(99);
        await _bench.LookAsync(_log.Address);
        var first = Assert.Single(_bench.Evidence);
        _bench.Time.Advance(TimeSpan.FromHours(1));

        Assert.True((await _bench.LookAsync(_log.Address)).IsAlarm);
        Assert.Equal(first, Assert.Single(_bench.Evidence));

        _log.Publish(98);
        Assert.True((await _bench.LookAsync(_log.Address)).IsAlarm);
        Assert.Equal(2, _bench.Evidence.Count);
    }

    [Fact]
    public async Task Another_key_is_an_alarm_also_when_the_service_says_that_it_is_its_own()
    {
        _log.Publish(100);
        await _bench.LookAsync(_log.Address);
        await using var other = await FakeLog.StartAsync(key: 2);
        other.Publish(100);

        Assert.Equal(WitnessOutcome.OtherKey, (await _bench.LookAsync(other.Address)).Outcome);
        Assert.Single(_bench.Evidence);
    }

    [Fact]
    public async Task The_name_of_the_key_without_its_signature_is_an_alarm()
    {
        _log.Publish(100);
        await _bench.LookAsync(_log.Address);
        _log.Checkpoint = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(_log.Checkpoint).Replace("\n100\n", "\n101\n", StringComparison.Ordinal));

        Assert.Equal(WitnessOutcome.OtherKey, (await _bench.LookAsync(_log.Address)).Outcome);
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
    public async Task Another_log_under_the_same_key_is_an_alarm()
    {
        _log.Publish(100);
        await _bench.LookAsync(_log.Address);
        _log.Publish(101, origin: "log.example/ander");

        Assert.Equal(WitnessOutcome.OtherOrigin, (await _bench.LookAsync(_log.Address)).Outcome);
    }

    [Fact]
    public async Task Hashes_that_do_not_fit_the_signed_root_are_an_alarm_but_not_called_a_fork()
    {
        _log.Publish(100);
        await _bench.LookAsync(_log.Address);
        _log.Publish(200);
        _log.SpoilTiles();

        Assert.Equal(WitnessOutcome.Unproven, (await _bench.LookAsync(_log.Address)).Outcome);
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
    public async Task Nothing_that_a_witness_says_to_others_names_a_folder_of_this_machine()
    {
        _log.Publish(100);
        await _bench.LookAsync(_log.Address);
        _log.Publish(99);

        var report = await _bench.LookAsync(_log.Address);

        Assert.Contains(_bench.Folder, WitnessWebhook.Json(report, withEvidence: true), StringComparison.Ordinal);
        Assert.DoesNotContain(_bench.Folder, WitnessWebhook.Json(report, withEvidence: false), StringComparison.Ordinal);
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
