using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Matching;

namespace Meldpunt.Admin.Tests.Keys;

/// <summary>A new index key: another index is built beside the first and takes its place, while questions go on.</summary>
public sealed class IndexRotationTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task Everybody_is_found_with_the_new_key_also_after_a_restart()
    {
        var noord = await _register.JoinAsync();
        await _register.RegisterAsync(noord, new Draft());
        Assert.True(_register.Finds(new Draft()));
        var before = _register.Installation.Keys.Index.Bytes.ToArray();

        await _register.Installation.Rotation.RotateIndexAsync();

        Assert.False(_register.Installation.Keys.Index.Bytes.SequenceEqual(before));
        Assert.True(_register.Finds(new Draft()));
        var after = _register.Installation.Keys.Index.Bytes.ToArray();
        await _register.RestartAsync();
        Assert.True(_register.Installation.Keys.Index.Bytes.SequenceEqual(after));
        Assert.True(_register.Finds(new Draft()));
        Assert.Equal("index", Assert.Single(_register.Acts(ActKinds.KeysRotated)).Details["sleutel"]);
    }

    [Fact]
    public async Task What_changes_in_the_register_while_the_other_index_is_built_is_in_it()
    {
        var noord = await _register.JoinAsync();
        var leaver = new Draft { Surname = "Blijver", BirthDate = "1961-01-02" };
        var leaving = await _register.RegisterAsync(noord, leaver);
        var coming = new Draft { Surname = "Nieuwkomer" };
        var changed = false;
        _register.Installation.Projection.BeforeSwap = () =>
        {
            // On the writer's own thread, while this one waits with the new index in its hands.
            OwnThread.Run(() =>
            {
                _register.RegisterAsync(noord, coming).GetAwaiter().GetResult();
                var withdrawn = _register.Installation.Desk.WithdrawAsync(noord.Desk, leaving.Id, "bezwaar", leaving.Version).GetAwaiter().GetResult();
                Assert.Empty(withdrawn.Faults);
                changed = true;
                return 0;
            }).GetAwaiter().GetResult();
        };

        await _register.Installation.Rotation.RotateIndexAsync();

        Assert.True(changed);
        Assert.True(_register.Finds(coming));
        Assert.False(_register.Finds(leaver));
        Assert.Equal(1, _register.Installation.Projection.Count);
        Assert.True(_register.Installation.Projection.IsCurrent);
    }

    [Fact]
    public async Task Nobody_who_asks_while_indexes_change_places_gets_another_answer_or_an_error()
    {
        var noord = await _register.JoinAsync();
        await _register.RegisterAsync(noord, new Draft());
        var projection = _register.Installation.Projection;
        var today = DutchCalendar.Today(_register.Time);
        var person = new Draft().Person();
        var stranger = new Draft { Surname = "Vreemdeling", FirstNames = "Xaveria", BirthDate = "1961-01-02" }.Person();
        using var stop = new CancellationTokenSource();
        var askers = Enumerable.Range(0, 4).Select(_ => OwnThread.Run(() =>
        {
            var found = new FoundEntry[1];
            var asked = 0;
            while (!stop.IsCancellationRequested)
            {
                Assert.Equal(1, projection.Find(person, today, found));
                Assert.Equal(0, projection.FindAll(stranger, today, found));
                asked++;
            }

            return asked;
        })).ToList();

        for (var times = 0; times < 20; times++)
        {
            await _register.Installation.Rotation.RotateIndexAsync();
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(askers), asked => Assert.True(asked > 0));
    }

    [Fact]
    public async Task An_index_that_cannot_be_built_leaves_the_present_one_and_its_key_in_use()
    {
        var noord = await _register.JoinAsync();
        await _register.RegisterAsync(noord, new Draft());
        var before = _register.Installation.Keys.Index.Bytes.ToArray();
        _register.Installation.Projection.BeforeSwap = () => throw new InvalidOperationException("broken off");

        await Assert.ThrowsAsync<InvalidOperationException>(() => _register.Installation.Rotation.RotateIndexAsync());

        Assert.True(_register.Finds(new Draft()));
        Assert.True(_register.Installation.Keys.Index.Bytes.SequenceEqual(before));
        Assert.Empty(_register.Acts(ActKinds.KeysRotated));
    }
}
