using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Keys;

/// <summary>A new master key takes the place of the old one: everything stays readable, and the old one opens nothing any more.</summary>
public sealed class MasterRotationTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    private Keyring Keys => _register.Installation.Keys;

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task After_a_new_master_everything_is_readable_and_the_old_one_opens_nothing()
    {
        var noord = await _register.JoinAsync();
        await _register.RegisterAsync(noord, new Draft());
        var query = await _register.AppendAsync(noord);
        using var old = WrappedUnder.MasterOf(_register.Folder);
        var before = WrappedUnder.FilesOf(_register.Folder, old);

        Prepare();
        await _register.Installation.Rotation.FinishMasterAsync();

        Assert.Contains("named/index.key", before);
        Assert.Contains("log-signing.key", before);
        Assert.Contains(before, file => file.StartsWith("epochs/", StringComparison.Ordinal));
        Assert.Contains(before, file => file.StartsWith("log-subjects/", StringComparison.Ordinal));
        Assert.Empty(WrappedUnder.FilesOf(_register.Folder, old));
        await EverythingIsReadableAsync(query);
        await _register.RestartAsync();
        await EverythingIsReadableAsync(query);
        var act = Assert.Single(_register.Acts(ActKinds.KeysRotated));
        Assert.Equal("hoofd", act.Details["sleutel"]);
        using var present = WrappedUnder.MasterOf(_register.Folder);
        Assert.Equal(before, WrappedUnder.FilesOf(_register.Folder, present));
    }

    [Fact]
    public async Task Broken_off_between_any_two_steps_the_next_opening_finishes_it_and_nothing_is_lost()
    {
        var noord = await _register.JoinAsync();
        await _register.RegisterAsync(noord, new Draft());
        var query = await _register.AppendAsync(noord);
        var brokenOff = 0;
        for (var step = 1; ; step++)
        {
            using var old = WrappedUnder.MasterOf(_register.Folder);
            if (!await BreakOffAsync(step))
            {
                break;
            }

            brokenOff++;
            Assert.NotNull(Keys.LogSubjects.GetOrCreate(new CalendarMonth(2030, 1)));
            await EverythingIsReadableAsync(query);
            await _register.RestartAsync();

            await EverythingIsReadableAsync(query);
            Assert.False(Keys.IsChangingMaster);
            Assert.NotNull(Keys.LogSubjects.Get(new CalendarMonth(2030, 1)));
            Keys.LogSubjects.Destroy(new CalendarMonth(2030, 1));
            Assert.Empty(WrappedUnder.FilesOf(_register.Folder, old));
            Assert.True(_register.Acts(ActKinds.KeysRotated).Count() >= brokenOff);
        }

        Assert.True(brokenOff > 10, $"there were {brokenOff} places to break it off at");
    }

    [Fact]
    public async Task A_rotation_that_failed_while_serving_is_finished_by_asking_again()
    {
        var noord = await _register.JoinAsync();
        await _register.RegisterAsync(noord, new Draft());
        var query = await _register.AppendAsync(noord);
        using var old = WrappedUnder.MasterOf(_register.Folder);
        Assert.True(await BreakOffAsync(5));

        Prepare();
        await _register.Installation.Rotation.FinishMasterAsync();

        await EverythingIsReadableAsync(query);
        Assert.Empty(WrappedUnder.FilesOf(_register.Folder, old));
    }

    [Fact]
    public async Task Month_keys_that_are_made_while_the_master_changes_are_all_there_after_it()
    {
        const int Months = 120;
        using var stop = new CancellationTokenSource();
        var made = new Dictionary<CalendarMonth, string>();
        var making = OwnThread.Run(() =>
        {
            for (var number = 0; number < Months; number++)
            {
                var month = new CalendarMonth(2030 + (number / 12), (number % 12) + 1);
                made[month] = Convert.ToHexString(Keys.Epochs.GetOrCreate(month).Bytes);
            }

            return 0;
        });
        for (var times = 0; times < 3 || !making.IsCompleted; times++)
        {
            Prepare();
            await _register.Installation.Rotation.FinishMasterAsync();
        }

        await making;
        await _register.RestartAsync();

        Assert.Equal(Months, made.Count);
        Assert.All(made, month => Assert.Equal(month.Value, Convert.ToHexString(Keys.Epochs.Get(month.Key).Bytes)));
    }

    [Fact]
    public async Task Another_process_that_still_has_the_old_master_makes_no_key_under_it()
    {
        var other = _register.OpenAnother();
        Prepare();
        await _register.Installation.Rotation.FinishMasterAsync();

        Assert.Throws<KeysChangedException>(() => other.Keys.Epochs.GetOrCreate(new CalendarMonth(2031, 1)));
        Assert.Throws<KeysChangedException>(() => other.Keys.EnsureCurrent());
        Assert.Empty(Directory.GetFiles(_register.Folder, "2031-01*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task While_another_process_serves_an_opening_leaves_the_rotation_to_it_and_reads_either_way()
    {
        var noord = await _register.JoinAsync();
        await _register.RegisterAsync(noord, new Draft());
        using var serving = InstallationFolder.TryHoldServing(_register.Folder);
        Assert.NotNull(serving);
        Assert.True(await BreakOffAsync(6));

        var other = _register.OpenAnother();

        Assert.True(other.Keys.IsChangingMaster);
        Assert.Equal(1, other.Projection.Count);
        await _register.Installation.Rotation.FinishMasterAsync();
        Assert.False(other.Keys.IsChangingMaster);
    }

    private void Prepare()
    {
        using var root = RootSource.File(path: null);
        _register.Installation.Rotation.PrepareMaster(root);
    }

    // False when there are not so many steps. The process that is told to stop there is done for: it is opened anew, or asked again.
    private async Task<bool> BreakOffAsync(int step)
    {
        var steps = 0;
        Keys.At = _ =>
        {
            if (++steps == step)
            {
                throw new InvalidOperationException("broken off");
            }
        };
        try
        {
            Prepare();
            await _register.Installation.Rotation.FinishMasterAsync();
            return false;
        }
        catch (InvalidOperationException) when (steps == step)
        {
            return true;
        }
        finally
        {
            Keys.At = null;
        }
    }

    private async Task EverythingIsReadableAsync(LoggedQuery query)
    {
        Assert.True(_register.Finds(new Draft()));
        Assert.NotNull(_register.Installation.QueryLogReader.FindBytes(query.QueryId));
        using var sealer = LogSealer.Open(_register.Installation);
        while (await sealer.SealAsync())
        {
        }

        Assert.Equal(LogFinding.None, sealer.Finding);
    }
}
