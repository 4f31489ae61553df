using System.Text;
using Meldpunt.Service.Witnesses;

namespace Meldpunt.Service.Tests.Witnesses;

/// <summary>A witness cries out when what it sees is not what it saw, and keeps both.</summary>
public sealed class WitnessAlarmTests : IAsyncLifetime
{
    private readonly WitnessBench _bench = new();
    private FakeLog _log = null!;

    public async ValueTask InitializeAsync() => _log = await FakeLog.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        _bench.Dispose();
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
    public async Task Nothing_that_a_witness_says_to_others_names_a_folder_of_this_machine()
    {
        _log.Publish(100);
        await _bench.LookAsync(_log.Address);
        _log.Publish(99);

        var report = await _bench.LookAsync(_log.Address);

        Assert.Contains(_bench.Folder, WitnessWebhook.Json(report, withEvidence: true), StringComparison.Ordinal);
        Assert.DoesNotContain(_bench.Folder, WitnessWebhook.Json(report, withEvidence: false), StringComparison.Ordinal);
    }
}
