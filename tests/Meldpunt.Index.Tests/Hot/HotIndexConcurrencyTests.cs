using Meldpunt.Index.Hot;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Tests.Support;
using static Meldpunt.Index.Tests.Support.HotKeys;

namespace Meldpunt.Index.Tests.Hot;

public sealed class HotIndexConcurrencyTests : IDisposable
{
    private const int Readers = 4;
    private const int Changes = 60_000;

    private readonly HotIndex _index = new(maxKeys: 1_000_000);

    public void Dispose() => _index.Dispose();

    [Fact]
    public async Task An_entry_that_stays_is_never_missed_while_its_neighbours_come_and_go()
    {
        _index.PutToday(id: 0, 10);
        _index.PutToday(id: 1, 10);

        var missed = await CountMissesWhile(
            misses: () => !FoundIn(KeysOf(10), Id(1)),
            change: round =>
            {
                _index.PutToday(id: 2 + (round % 3), 10);
                _index.Remove(Id(2 + ((round + 1) % 3)));
            });

        Assert.Equal(0, missed);
    }

    [Fact]
    public async Task An_entry_that_is_replaced_under_the_same_key_is_never_missing()
    {
        _index.PutToday(id: 1, 10);

        var missed = await CountMissesWhile(
            misses: () => !FoundIn(KeysOf(10), Id(1)),
            change: _ => _index.PutToday(id: 1, 10));

        Assert.Equal(0, missed);
    }

    [Fact]
    public async Task An_entry_that_is_replaced_under_other_keys_is_never_missing_for_who_asks_for_all_of_them()
    {
        _index.PutToday(id: 1, 10);

        var missed = await CountMissesWhile(
            misses: () => !FoundIn(KeysOf(10, 11), Id(1)),
            change: round => _index.PutToday(id: 1, 10 + (round % 2)));

        Assert.Equal(0, missed);
    }

    [Fact]
    public async Task An_entry_that_was_removed_is_not_found_again()
    {
        var removed = new bool[Changes];

        var wronglyFound = await CountMissesWhile(
            misses: () => false,
            change: round =>
            {
                _index.PutToday(id: round, 10);
                _index.Remove(Id(round));
                removed[round] = FoundIn(KeysOf(10), Id(round));
            });

        Assert.Equal(0, wronglyFound);
        Assert.DoesNotContain(true, removed);
    }

    [Fact]
    public async Task Many_threads_may_put_and_find_at_once()
    {
        var writers = Enumerable.Range(0, Readers).Select(writer => Task.Run(
            () =>
            {
                for (var number = writer * 10_000; number < (writer * 10_000) + 5_000; number++)
                {
                    _index.PutToday(id: number, number, 1_000_000);
                    Assert.True(FoundIn(KeysOf(number), Id(number)));
                }
            },
            TestContext.Current.CancellationToken));

        await Task.WhenAll(writers);

        Assert.Equal(Readers * 5_000, _index.Count);
        Assert.Equal(Readers * 5_000, _index.Find(KeysOf(1_000_000), Today, new OpaqueId[1]));
    }

    private bool FoundIn(MatchKey[] keys, OpaqueId id)
    {
        Span<OpaqueId> found = stackalloc OpaqueId[8];
        var count = Math.Min(_index.Find(keys, Today, found), found.Length);
        return found[..count].Contains(id);
    }

    private static async Task<int> CountMissesWhile(Func<bool> misses, Action<int> change)
    {
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, Readers).Select(_ => Task.Run(() =>
        {
            var missed = 0;
            while (!done.IsCancellationRequested)
            {
                missed += misses() ? 1 : 0;
            }

            return missed;
        })).ToArray();

        for (var round = 0; round < Changes; round++)
        {
            change(round);
        }

        await done.CancelAsync();
        return (await Task.WhenAll(readers)).Sum();
    }
}
